# finally runs on every way out of the loop body.
for i in range(4):
    try:
        if i == 1:
            continue
        if i == 3:
            break
        print("body", i)
    finally:
        print("finally", i)
else:
    print("not printed")
n = 0
while True:
    n += 1
    try:
        try:
            if n == 2:
                break
        finally:
            print("inner", n)
    finally:
        print("outer", n)
for i in range(3):
    try:
        raise ValueError(i)
    except ValueError as error:
        if i == 1:
            continue
        print("caught", error)
    else:
        print("not printed")
    finally:
        print("end", i)
for i in range(2):
    try:
        pass
    finally:
        continue
print("done")
