# The parts of sys that are seldom asked for: records with named fields.

def _record(name, fields, values, shown=None):
    shown = f"sys.{name}" if shown is None else shown

    def field(index):
        return property(lambda self: self[index])

    def __repr__(self):
        return f"{shown}(" + ", ".join([f"{key}={self[i]!r}" for i, key in enumerate(fields)]) + ")"

    namespace = {key: field(i) for i, key in enumerate(fields)}
    namespace["__repr__"] = __repr__
    namespace["__module__"] = "sys"
    record = type(name, (tuple,), namespace)
    return record(values) if values else record


version_info = _record(
    "version_info", ("major", "minor", "micro", "releaselevel", "serial"), (3, 13, 0, "final", 0)
)
float_info = _record(
    "float_info",
    ("max", "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp", "dig", "mant_dig", "epsilon", "radix", "rounds"),
    (1.7976931348623157e308, 1024, 308, 2.2250738585072014e-308, -1021, -307, 15, 53, 2.220446049250313e-16, 2, 1),
)
int_info = _record(
    "int_info",
    ("bits_per_digit", "sizeof_digit", "default_max_str_digits", "str_digits_check_threshold"),
    (30, 4, 4300, 640),
)
hash_info = _record(
    "hash_info",
    ("width", "modulus", "inf", "nan", "imag", "algorithm", "hash_bits", "seed_bits", "cutoff"),
    (64, 2305843009213693951, 314159, 0, 1000003, "siphash13", 64, 128, 0),
)


class _Implementation:
    name = "hognose"
    version = version_info
    hexversion = 0x030D00F0
    cache_tag = None


implementation = _Implementation()


# ---- hooks

UnraisableHookArgs = _record(
    "UnraisableHookArgs", ("exc_type", "exc_value", "exc_traceback", "err_msg", "object"), (), "UnraisableHookArgs"
)


def displayhook(object, /):
    import builtins
    import sys

    if object is None:
        return
    builtins._ = None
    sys.stdout.write(f"{object!r}\n")
    builtins._ = object


def excepthook(exctype, value, traceback, /):
    import sys

    sys.stderr.write(_render(value))


def unraisablehook(unraisable, /):
    import sys

    if unraisable.object is not None:
        what = "Exception ignored in" if unraisable.err_msg is None else unraisable.err_msg
        sys.stderr.write(f"{what}: {unraisable.object!r}\n")
    elif unraisable.err_msg is not None:
        sys.stderr.write(f"{unraisable.err_msg}:\n")
    sys.stderr.write(_render_unraisable(unraisable.exc_value))


__displayhook__ = displayhook
__excepthook__ = excepthook
__unraisablehook__ = unraisablehook


def call_exception_hook(hook, exception):
    hook(type(exception), exception, exception.__traceback__)


def call_unraisable_hook(hook, exception, object):
    fields = (type(exception), exception, exception.__traceback__, None, object)
    hook(UnraisableHookArgs(fields))
