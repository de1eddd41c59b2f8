# NameError and AttributeError suggest a similar name.
class Shape:
    def __init__(self):
        self.width = 1
        self.colour = "red"

def area(shape):
    return shape.widht * 2

try:
    area(Shape())
except AttributeError as error:
    print(error)
counter = 1
print(conuter)
