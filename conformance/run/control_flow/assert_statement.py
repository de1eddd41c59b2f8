# assert raises AssertionError with the message's value; the message is evaluated only on failure.
def message():
    print("message evaluated")
    return ("tuple", 1)

assert True, message()
for case in (lambda: None, ):
    try:
        assert [], message()
    except AssertionError as error:
        print(repr(error), error.args)
try:
    assert 1 == 2
except AssertionError as error:
    print(repr(error), str(error) == "")
try:
    assert 0, "text"
except AssertionError as error:
    print(error)
print(__debug__)
