# How asyncio's futures and tasks are shown.


def short_repr(value, level=6):
    # As reprlib: containers, strings and numbers are cut to a readable length.
    kind = type(value)
    if kind is list or kind is tuple or kind is set or kind is frozenset:
        return short_items(value, kind, level)
    if kind is dict:
        if not value:
            return "{}"
        if level <= 0:
            return "{...}"
        pieces = []
        for key in short_order(value)[:4]:
            pieces.append(f"{short_repr(key, level - 1)}: {short_repr(value[key], level - 1)}")
        if len(value) > 4:
            pieces.append("...")
        return "{" + ", ".join(pieces) + "}"
    if kind is str:
        return short_middle(repr(value[:30]), 30, lambda head, tail: repr(value[:head] + value[len(value) - tail:]))
    if kind is int:
        return short_middle(repr(value), 40, None)
    try:
        text = repr(value)
    except Exception:
        return f"<{kind.__name__} instance at {id(value):#x}>"
    return short_middle(text, 30, None)


def short_order(items):
    try:
        return sorted(items)
    except Exception:
        return list(items)


def short_items(value, kind, level):
    left, right = {list: ("[", "]"), tuple: ("(", ")"), set: ("{", "}"), frozenset: ("frozenset({", "})")}[kind]
    if not value and (kind is set or kind is frozenset):
        return f"{kind.__name__}()"
    if level <= 0 and value:
        return left + "..." + right
    items = short_order(value) if kind is set or kind is frozenset else value
    pieces = [short_repr(item, level - 1) for item in items[:6]]
    if len(value) > 6:
        pieces.append("...")
    if kind is tuple and len(value) == 1:
        right = ",)"
    return left + ", ".join(pieces) + right


def short_middle(text, limit, again):
    if len(text) <= limit:
        return text
    head = max(0, (limit - 3) // 2)
    tail = max(0, limit - 3 - head)
    if again is not None:
        text = again(head, tail)
    return text[:head] + "..." + text[len(text) - tail:]


def callback_place(callback, args, debug=False, suffix=""):
    text = callback_name(callback, args, debug, suffix)
    place = function_place(callback)
    return text if place is None else f"{text} at {place}"


def callback_name(callback, args, debug, suffix):
    shown = "(" + ", ".join([short_repr(arg) for arg in args]) + ")" if debug else "()"
    inner = getattr(callback, "func", None)
    if type(callback).__name__ == "partial" and inner is not None:
        return callback_name(inner, callback.args, debug, shown + suffix)
    name = getattr(callback, "__qualname__", None) or getattr(callback, "__name__", None) or repr(callback)
    return f"{name}{shown}{suffix}"


def function_place(callback):
    while hasattr(callback, "__wrapped__"):
        callback = callback.__wrapped__
    inner = getattr(callback, "func", None)
    if type(callback).__name__ == "partial" and inner is not None:
        return function_place(inner)
    if type(callback) is not type(function_place):
        return None
    code = callback.__code__
    if code.co_filename.startswith("<"):
        return None
    return f"{code.co_filename}:{code.co_firstlineno}"


def coroutine_place(coroutine):
    name = getattr(coroutine, "__qualname__", None) or getattr(coroutine, "__name__", None)
    if not name:
        name = f"<{type(coroutine).__name__} without __name__>"
    code = getattr(coroutine, "cr_code", None)
    if code is None:
        code = getattr(coroutine, "gi_code", None)
    running = getattr(coroutine, "cr_running", getattr(coroutine, "gi_running", False))
    if code is None:
        return f"{name}() running" if running else f"{name}()"
    frame = getattr(coroutine, "cr_frame", None)
    if frame is None:
        frame = getattr(coroutine, "gi_frame", None)
    if frame is not None:
        return f"{name}() running at {code.co_filename}:{frame.f_lineno}"
    return f"{name}() done, defined at {code.co_filename}:{code.co_firstlineno}"


def shown_callback(callback):
    return callback if type(callback) is str else callback_place(callback, ())


shown_futures = []


def future_repr(future):
    if any([other is future for other in shown_futures]):
        return "..."
    shown_futures.append(future)
    try:
        return f"<{type(future).__name__} {' '.join(future_facts(future))}>"
    finally:
        shown_futures.pop()


def future_facts(future):
    state = future._state
    facts = [state.lower()]
    if _is_task(future):
        if future.cancelling() and not future.done():
            facts[0] = "cancelling"
        facts.append(f"name={future.get_name()!r}")
        if future.get_coro() is not None:
            facts.append(f"coro=<{coroutine_place(future.get_coro())}>")
        if future._fut_waiter is not None:
            facts.append(f"wait_for={future._fut_waiter!r}")
    if state == "FINISHED":
        if future._exception is not None:
            facts.append(f"exception={future._exception!r}")
        else:
            facts.append(f"result={short_repr(future.result())}")
    callbacks = future._shown_callbacks()
    count = len(callbacks)
    if count == 1:
        facts.append(f"cb=[{shown_callback(callbacks[0])}]")
    elif count == 2:
        facts.append(f"cb=[{shown_callback(callbacks[0])}, {shown_callback(callbacks[1])}]")
    elif count > 2:
        facts.append(f"cb=[{shown_callback(callbacks[0])}, <{count - 2} more>, {shown_callback(callbacks[-1])}]")
    return facts
