# A binary operator without an implementation names both operand types.
import sys
cases = [
    lambda: 1 + "a", lambda: "a" + 1, lambda: "a" - "b", lambda: [] + (), lambda: () + [],
    lambda: None + 1, lambda: 1 - None, lambda: {} | 1, lambda: [1] * [2], lambda: "a" * 1.5,
    lambda: 1 << 1.0, lambda: 1.5 & 1, lambda: {1} + {2}, lambda: 5 @ 3, lambda: "a" / 2,
    lambda: 1 // "a", lambda: len ** 2, lambda: divmod("a", 1), lambda: pow("a", 2), lambda: b"a" + "a",
    lambda: range(3) + range(2), lambda: 1 % [], lambda: print >> sys, lambda: print >> 1,
]
for case in cases:
    try:
        print(case())
    except TypeError as error:
        print(error)
