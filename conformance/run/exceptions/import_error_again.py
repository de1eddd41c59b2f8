# __init__ of an exception sets fields that it is not given anew.
e = ImportError("m", name="n", path="p"); e.__init__()
print(e.args, e.msg, e.name, e.path)
e = AttributeError("m", name="n", obj=1); e.__init__("k"); print(e.args, e.name, e.obj)
e = NameError("m", name="n"); e.__init__("k"); print(e.args, e.name)
