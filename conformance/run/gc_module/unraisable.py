# What a finaliser raises is shown with plain source lines and without causes.
import gc


class Divides:
    def __del__(self):
        try:
            1 / 0
        except ZeroDivisionError as error:
            raise ValueError("in a finaliser") from error


class Calls:
    def __del__(self):
        self.deeper(1)

    def deeper(self, x):
        return [1][x + 5]


thing = Divides()
thing = None
gc.collect()
thing = Calls()
thing = None
gc.collect()
print("end")
