"""What a catalogue needs while it lives: links that still answer, records read again, reviewers, releases."""
