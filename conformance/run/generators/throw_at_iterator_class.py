# throw(Class) hands the class itself to a sub-iterator that is no generator.
class Told:
    def __iter__(self):
        return self

    __await__ = __iter__

    def __next__(self):
        return 1

    def throw(self, *arguments):
        print(arguments)
        return 2


class Silent:
    def __iter__(self):
        return self

    def __next__(self):
        return 1


def over(iterator):
    try:
        yield from iterator
    except ValueError as error:
        print("caught", repr(error))
        yield 3


def twice(iterator):
    yield from over(iterator)


async def awaits(iterator):
    await iterator


for thrown in ValueError, ValueError("made"), GeneratorExit:
    for make in over(Told()), twice(Told()), over(Silent()), twice(Silent()), awaits(Told()):
        make.send(None)
        try:
            print(make.throw(thrown))
        except BaseException as error:
            print(repr(error))
