# A class body sees the variables of the enclosing function, its own methods see past the class.
def make(x, y):
    class C:
        z = y
        own = [x, y]
        x_of_class = x

        def method(self):
            return x, y

        class Inner:
            w = x + y

    return C


C = make(1, 2)
print(C.z, C.own, C.x_of_class, C().method(), C.Inner.w)
