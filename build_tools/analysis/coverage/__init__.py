"""What a référentiel says of a skill: covered, approached or absent, with the official sentence and the words.

Computed by the words that needs are answered with; a person's reading wins. `words` compares words, `measure` a skill
with the sentences of a text, `standing` finds which registration is in force, `answers` answers a list of needs.
"""
