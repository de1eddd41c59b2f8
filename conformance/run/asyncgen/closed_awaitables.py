async def g():
    yield 1


def step(call, *args):
    try:
        print("gave", call(*args))
    except BaseException as error:
        print(repr(error))

for make in (lambda a: a.aclose(), lambda a: a.athrow(ValueError), lambda a: a.asend(None), lambda a: anext(a, 5)):
    for closed in (False, True):
        for method, args in (("send", (None,)), ("throw", (KeyError(1),)), ("close", ())):
            agen = g()
            if closed:
                step(agen.aclose().send, None)
            stored = make(agen)
            step(stored.close)
            step(getattr(stored, method), *args)
