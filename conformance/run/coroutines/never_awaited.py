# A coroutine that is dropped unawaited warns on stderr.
import sys
async def forgotten(): pass
class C:
    async def method(self): pass

forgotten()
print("after the first", flush=True)
C().method()
print("after the second", flush=True)
