# Text: what needs script code.
