"""The site while its records are being written: each address made from the current records when it is asked for."""
