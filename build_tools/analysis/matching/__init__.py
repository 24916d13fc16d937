"""Which modules answer a need written in anybody's words, and why: the same measure in the command and the browser.

A need's words are compared by their stems with those of each module. A word counts the more, the fewer modules have
it, and the more telling the field of the record where it stands. The score is the share of the need that the module
covers so, from 0 to 100. Everything is counted in whole numbers, so that Python and JavaScript agree to the last one.
"""
