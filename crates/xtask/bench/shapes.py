# group: objects
# Methods, properties and inheritance over many small objects.
class Shape:
    def __init__(self, name):
        self.name = name

    def area(self):
        return 0

    @property
    def label(self):
        return self.name[0]

    def __lt__(self, other):
        return self.area() < other.area()


class Square(Shape):
    def __init__(self, side):
        super().__init__("square")
        self.side = side

    def area(self):
        return self.side * self.side


class Oblong(Shape):
    def __init__(self, a, b):
        super().__init__("oblong")
        self.a = a
        self.b = b

    def area(self):
        return self.a * self.b


shapes = [Square(i % 50) if i % 3 else Oblong(i % 40, i % 30) for i in range(60_000)]
total = 0
for _ in range(4):
    for shape in shapes:
        total += shape.area()
        if shape.label == "o":
            total -= 1
shapes.sort()
print(total, shapes[0].area(), shapes[-1].area())
