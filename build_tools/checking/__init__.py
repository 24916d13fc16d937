"""From files to a stream of problems, or to a catalogue."""
