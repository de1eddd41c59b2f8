"The first module."
print("runs", __name__, __package__, __doc__)
value = 1
