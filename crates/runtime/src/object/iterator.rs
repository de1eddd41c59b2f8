//! Iterators over built-in types, whose next item needs no script code.

use crate::value::Value;
use dashu_int::IBig;

/// An iterator's state. One that came to its end forgets its container (unbound) and so ends for good, as in CPython; it
/// keeps its type.
#[derive(Clone, Debug, Default)]
pub enum IteratorObject {
    #[default]
    Done,
    List {
        list: Value,
        index: usize,
    },
    /// `index` is the end of what is still to be visited.
    ListReversed {
        list: Value,
        index: usize,
    },
    Tuple {
        tuple: Value,
        index: usize,
    },
    /// `ascii` names its type.
    Str {
        text: Value,
        byte: usize,
        ascii: bool,
    },
    Bytes {
        bytes: Value,
        index: usize,
    },
    /// A range of small ints.
    Range {
        next: i64,
        step: i64,
        remaining: u64,
    },
    /// A range that needs big ints.
    BigRange {
        next: Box<IBig>,
        step: Box<IBig>,
        remaining: Box<IBig>,
    },
    /// Over a dict's keys, values or items; `length` notices a change of size, `remaining` one of keys.
    Dict {
        dict: Value,
        slot: usize,
        length: usize,
        remaining: usize,
        part: DictPart,
    },
    /// `slot` is the end of what is still to be visited.
    DictReversed {
        dict: Value,
        slot: usize,
        length: usize,
        remaining: usize,
        part: DictPart,
    },
    Set {
        set: Value,
        slot: usize,
        length: usize,
        remaining: usize,
    },
    /// `enumerate` over an iterator of this kind.
    /// Iterators over iterators know how many stand behind one another.
    Enumerate {
        iterator: Value,
        count: Value,
        depth: u8,
    },
    /// `zip` over iterators of this kind.
    Zip {
        iterators: Box<[Value]>,
        strict: bool,
        depth: u8,
    },
    /// Over a deque; `version` notices changes.
    Deque {
        deque: Value,
        remaining: usize,
        version: u64,
        backwards: bool,
    },
    /// `reversed` of a tuple, str or bytes; `index` is the end of what is still to be visited.
    Reversed {
        sequence: Value,
        index: usize,
    },
}

/// What an iterator or view of a dict shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DictPart {
    Keys,
    Values,
    Items,
}
