# Which loop code outside of a running one gets, and who makes it: the event loop policy.


class AbstractEventLoopPolicy:
    __module__ = "asyncio.events"

    def get_event_loop(self):
        raise NotImplementedError

    def set_event_loop(self, loop):
        raise NotImplementedError

    def new_event_loop(self):
        raise NotImplementedError

    def get_child_watcher(self):
        raise NotImplementedError

    def set_child_watcher(self, watcher):
        raise NotImplementedError


class BaseDefaultEventLoopPolicy(AbstractEventLoopPolicy):
    __module__ = "asyncio.events"
    _loop_factory = None

    def __init__(self):
        self._loop = None
        self._set_called = False

    def get_event_loop(self):
        if self._loop is None and not self._set_called:
            from warnings import warn

            warn("There is no current event loop", DeprecationWarning)
            self.set_event_loop(self.new_event_loop())
        if self._loop is None:
            raise RuntimeError("There is no current event loop in thread 'MainThread'.")
        return self._loop

    def set_event_loop(self, loop):
        self._set_called = True
        if loop is not None and not isinstance(loop, AbstractEventLoop):
            raise TypeError(f"loop must be an instance of AbstractEventLoop or None, not '{type(loop).__name__}'")
        self._loop = loop

    def new_event_loop(self):
        return self._loop_factory()

    def __getattribute__(self, name):
        if name in ("get_child_watcher", "set_child_watcher"):
            error = AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'", name=name, obj=self)
            error.add_note(f"CPython's event loop policy has '{name}', Hognose's does not: {_processes}")
            raise error
        return super().__getattribute__(name)


class _UnixDefaultEventLoopPolicy(BaseDefaultEventLoopPolicy):
    __module__ = "asyncio.unix_events"
    _loop_factory = _UnixSelectorEventLoop


del BaseDefaultEventLoopPolicy
DefaultEventLoopPolicy = _UnixDefaultEventLoopPolicy
_event_loop_policy = None


def get_event_loop_policy():
    global _event_loop_policy
    if _event_loop_policy is None:
        _event_loop_policy = DefaultEventLoopPolicy()
    return _event_loop_policy


def set_event_loop_policy(policy):
    global _event_loop_policy
    if policy is not None and not isinstance(policy, AbstractEventLoopPolicy):
        raise TypeError(
            f"policy must be an instance of AbstractEventLoopPolicy or None, not '{type(policy).__name__}'"
        )
    _event_loop_policy = policy


def get_event_loop():
    return _loop() if _running() else get_event_loop_policy().get_event_loop()


def set_event_loop(loop):
    get_event_loop_policy().set_event_loop(loop)


def new_event_loop():
    return get_event_loop_policy().new_event_loop()


_host_loop = None


# The loop in which the calls of a host run as tasks.
def _loop_of_host():
    global _host_loop
    if _host_loop is None or _host_loop.is_closed():
        _host_loop = new_event_loop()
    return _host_loop


# The host's loop runs already: the module is imported by a task of it.
def _adopt_loop_of_host():
    if _running() and _loop() is None:
        _loop_of_host()._activate()
