*a = values
