"""Tests of the learner's grid."""
