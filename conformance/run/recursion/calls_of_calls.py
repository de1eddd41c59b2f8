# The __call__ of a __call__ of a __call__ ...
class A:
    def method(self):
        return 7
call = A().method
for i in range(100):
    call = call.__call__
print(call())
def function():
    return 8
call = function
for i in range(100):
    call = staticmethod(call)
print(call())
class Chain:
    pass
Chain.__call__ = Chain()
try:
    Chain()()
except RecursionError as error:
    print(type(error).__name__)
