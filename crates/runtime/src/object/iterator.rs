//! Iterators over built-in types, whose next item needs no script code.

use crate::value::Value;
use dashu_int::IBig;

/// An iterator's state. `Done` is for good, as in CPython.
#[derive(Debug, Default)]
pub enum IteratorObject {
    #[default]
    Done,
    List {
        list: Value,
        index: usize,
    },
    ListReversed {
        list: Value,
        index: usize,
    },
    Tuple {
        tuple: Value,
        index: usize,
    },
    Str {
        text: Value,
        byte: usize,
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
    /// Over a dict's keys, values or items; `length` notices a change of size.
    Dict {
        dict: Value,
        slot: usize,
        length: usize,
        part: DictPart,
    },
    DictReversed {
        dict: Value,
        slot: usize,
        length: usize,
        part: DictPart,
    },
    Set {
        set: Value,
        slot: usize,
        length: usize,
    },
    /// `enumerate` over an iterator of this kind.
    Enumerate {
        iterator: Value,
        count: Value,
    },
    /// `zip` over iterators of this kind.
    Zip {
        iterators: Box<[Value]>,
        strict: bool,
    },
}

/// What an iterator or view of a dict shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DictPart {
    Keys,
    Values,
    Items,
}
