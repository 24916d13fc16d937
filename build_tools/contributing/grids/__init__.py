"""The learner's grid (annexe 2, II.1): what a company uses, in front of what a certification's standard says."""
