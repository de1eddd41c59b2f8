text = "\N{no such name}"
