def g():
    pass
return 5
