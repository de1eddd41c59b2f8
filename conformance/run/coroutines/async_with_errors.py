# What is not an asynchronous context manager.
class Nothing: pass
class OnlyEnter:
    async def __aenter__(self): pass
class OnlyExit:
    async def __aexit__(self, *e): pass
class SyncEnter:
    def __aenter__(self): return 5
    async def __aexit__(self, *e): print("never")
class SyncExit:
    async def __aenter__(self): return self
    def __aexit__(self, *e): return 5
class Sync:
    def __enter__(self): pass
    def __exit__(self, *e): pass
class FailEnter:
    async def __aenter__(self): raise ValueError("enter")
    async def __aexit__(self, *e): print("never")
class FailExit(FailEnter):
    async def __aenter__(self): print("entered")
    async def __aexit__(self, *e): raise KeyError("exit")

async def use(manager, body=lambda: None):
    async with manager: body()

def attempt(coro):
    try:
        coro.send(None)
    except StopIteration:
        print("finished")
    except Exception as error:
        print(type(error).__name__, error, "| context", repr(error.__context__))

for cls in (Nothing, OnlyEnter, OnlyExit, SyncEnter, SyncExit, Sync, FailEnter, FailExit):
    attempt(use(cls()))
attempt(use(SyncExit(), lambda: 1 / 0))
attempt(use(FailExit(), lambda: 1 / 0))
attempt(use(5))
