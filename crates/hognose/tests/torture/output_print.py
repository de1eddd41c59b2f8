# A script that prints without end.
# ends: output
while True:
    try:
        print('x' * 1000)
    except BaseException:
        pass
