//! The values that a compiler can write down.

/// A constant of a code object. Numbers beyond 64 bits are kept as digits: the runtime owns the big-int library.
#[derive(Clone, PartialEq, Debug)]
pub enum Const {
    None,
    Bool(bool),
    Ellipsis,
    Int(i64),
    /// Digits in `radix` (2, 8, 10 or 16), without prefix; `-` in front when negative.
    BigInt {
        digits: Box<str>,
        radix: u32,
    },
    Float(f64),
    Str(Box<str>),
    Bytes(Box<[u8]>),
    Tuple(Box<[Const]>),
    /// For `x in {1, 2, 3}` and for displays of constants; in the order written.
    FrozenSet(Box<[Const]>),
}
