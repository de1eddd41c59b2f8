*a, *b = values
