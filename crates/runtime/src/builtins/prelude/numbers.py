# Numbers: what needs script code.
