# What a model wrote that takes what it can get and does not want to stop. No handler of a script's can delay a limit.
hoard = []
while True:
    try:
        while True:
            hoard.append("mine" * 1000)
    except BaseException:
        print("more!")
    finally:
        hoard.append("mine")
