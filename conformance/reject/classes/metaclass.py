class Registry(type):
    pass


class Plugin(metaclass=Registry):
    pass
