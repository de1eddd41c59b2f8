# The policy says which loop code outside of a running one gets, and who makes it.
import asyncio

policy = asyncio.get_event_loop_policy()
print(type(policy).__name__, type(policy).__module__, isinstance(policy, asyncio.AbstractEventLoopPolicy))
print(asyncio.DefaultEventLoopPolicy.__name__, policy is asyncio.get_event_loop_policy())
loop = policy.get_event_loop()
print(asyncio.get_event_loop() is loop, policy.get_event_loop() is loop)
policy.set_event_loop(None)
try:
    asyncio.get_event_loop()
except RuntimeError as error:
    print(error)
asyncio.set_event_loop_policy(None)
print(asyncio.get_event_loop_policy() is policy)


class Counting(asyncio.DefaultEventLoopPolicy):
    made = 0

    def new_event_loop(self):
        Counting.made += 1
        return super().new_event_loop()

    def set_event_loop(self, loop):
        print("set", loop is not None)
        super().set_event_loop(loop)


asyncio.set_event_loop_policy(Counting())
asyncio.run(asyncio.sleep(0))
print(Counting.made)
for wrong in (1, Counting):
    try:
        asyncio.set_event_loop_policy(wrong)
    except TypeError as error:
        print(error)
try:
    asyncio.AbstractEventLoopPolicy().new_event_loop()
except NotImplementedError as error:
    print(repr(error))
loop.close()
