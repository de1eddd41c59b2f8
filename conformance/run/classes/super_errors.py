# super() where it finds nothing.
def told(function, *arguments, **keywords):
    try:
        print(function(*arguments, **keywords))
    except Exception as error:
        print(type(error).__name__, error)


class A:
    def deleted(self):
        del self
        return super()
    def none():
        return super()
    def rest(*rest):
        return super()
    def nested(self):
        return [super() for i in [1]]
    def assigned(self):
        self = 5
        return super()
    class_ = None
a = A()
told(a.deleted)
told(A.none)
told(a.rest)
told(lambda: len(a.nested()))
told(a.assigned)
told(super)
told(super, int, 5.5)
told(super, 5, 5)
told(super, A, 5)
told(lambda: super(A, a).nope)
told(lambda: super(A).nope)
told(lambda: super(A, A).__init__.__name__)
def body():
    class B:
        def get():
            return __class__
        told(get)
    return B.get() is B
told(body)
told(type, "X", (), {"__classcell__": 5})
