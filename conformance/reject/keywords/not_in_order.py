x = 1 in not y
