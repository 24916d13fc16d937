"""What people write, read once for every door: lengths, days, codes, lists, and words that say nothing.

`formulaire-lecture.js` reads the same in the browser, with the patterns of `in_javascript`; a test compares them.
"""
