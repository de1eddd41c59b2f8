x = 1 +
y = 2
z = [3 4]
def f()
    pass
return 5
