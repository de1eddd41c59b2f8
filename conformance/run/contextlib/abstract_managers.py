# The abstract base classes: what counts as a manager, what a class still lacks, and decorators made of managers.
import asyncio
from contextlib import (
    AbstractAsyncContextManager, AbstractContextManager, AsyncContextDecorator, ContextDecorator, nullcontext,
)


class Duck:
    def __enter__(self):
        pass

    def __exit__(self, *details):
        pass


class Half(AbstractContextManager):
    pass


class Whole(AbstractContextManager, ContextDecorator):
    def __exit__(self, *details):
        print("left", details[0])


class Later(AbstractAsyncContextManager, AsyncContextDecorator):
    async def __aexit__(self, *details):
        print("left later")


print(isinstance(Duck(), AbstractContextManager), issubclass(Duck, AbstractContextManager), isinstance(3, AbstractContextManager))
print(isinstance(nullcontext(), AbstractAsyncContextManager), isinstance(Duck(), AbstractAsyncContextManager))
for cls in (Half, AbstractContextManager, AbstractAsyncContextManager):
    try:
        cls()
    except TypeError as error:
        print(error)
with Whole() as whole:
    print(type(whole).__name__)


@Whole()
def work(x):
    """Works."""
    return x + 1


@Later()
async def work_later(x):
    return x + 2


print(work(1), work.__doc__, asyncio.run(work_later(1)))
print(AbstractContextManager[int])
