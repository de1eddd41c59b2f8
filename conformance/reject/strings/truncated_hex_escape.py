text = "\x1"
