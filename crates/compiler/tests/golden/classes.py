class Point(Base, tag="p"):
    """A point."""
    dimension: int = 2

    def __init__(self, x, y):
        super().__init__()
        self.x, self.__y = x, y

    def moved(self, dx):
        return Point(self.x + dx, self.__y)
