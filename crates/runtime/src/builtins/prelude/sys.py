# The parts of sys that are seldom asked for: records with named fields.

def _record(name, fields, values, shown=None):
    def field(index):
        return property(lambda self: self[index])

    def __repr__(self):
        return f"sys.{name}(" + ", ".join([f"{key}={self[i]!r}" for i, key in enumerate(fields)]) + ")"

    namespace = {key: field(i) for i, key in enumerate(fields)}
    namespace["__repr__"] = __repr__
    namespace["__module__"] = "sys"
    return type(name, (tuple,), namespace)(values)


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
