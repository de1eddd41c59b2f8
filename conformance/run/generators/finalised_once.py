# A generator in a for's header that yields again when it is finalised is finalised once: its finally does not run again.
import gc


def stubborn():
    for x in range(2):
        try:
            yield x
        finally:
            print("finally", x)
            continue


def run():
    for x in stubborn():
        break
    print("left")


run()
gc.collect()
print("end")

