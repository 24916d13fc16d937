"""Words for people and for programs: typography, folding."""
