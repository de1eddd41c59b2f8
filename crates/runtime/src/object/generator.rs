//! Generators, coroutines and async generators: a suspended frame, or a list of them.

use super::function::CodeId;
use crate::heap::Block;
use crate::value::Value;
use crate::vm::Frame;

/// A generator-like object. While it is suspended or not started, its registers are in a block of its own.
#[derive(Debug)]
pub struct GeneratorObject {
    pub code: CodeId,
    /// Where it goes on.
    pub pc: u32,
    pub registers: Block,
    pub state: GeneratorState,
    /// The register that gets the value sent.
    pub resume: u8,
    pub kind: GeneratorKind,
    /// Async generators: hooks were called; an asend, athrow or aclose is under way.
    pub hooked: bool,
    pub awaiting: bool,
    /// What few have.
    pub extra: Option<Box<GeneratorExtra>>,
}

/// What a generator has beside its frame.
#[derive(Debug)]
pub struct GeneratorExtra {
    /// When it was suspended inside something it delegates to: the frames above its own, outermost first; the last one is
    /// the innermost. Empty when it is suspended at a yield of its own.
    pub chain: Vec<Frame>,
    /// `__name__` and `__qualname__` where they were set.
    pub name: Value,
    pub qualname: Value,
    /// The finalizer hook captured at the first iteration of an async generator.
    pub finalizer: Value,
}

impl Default for GeneratorExtra {
    fn default() -> GeneratorExtra {
        let unbound = Value::UNBOUND;
        GeneratorExtra { chain: Vec::new(), name: unbound, qualname: unbound, finalizer: unbound }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum GeneratorState {
    Fresh,
    Suspended,
    Running,
    /// Ended: no registers.
    Closed,
}

/// What it is to a script.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum GeneratorKind {
    Generator,
    Coroutine,
    AsyncGenerator,
    /// Generators of the prelude that stand in for built-in iterators.
    Map,
    Filter,
    Zip,
    Enumerate,
    CallableIterator,
    Reversed,
}

impl Default for GeneratorObject {
    fn default() -> GeneratorObject {
        GeneratorObject {
            code: CodeId(0),
            pc: 0,
            registers: Block::default(),
            state: GeneratorState::Closed,
            resume: 0,
            kind: GeneratorKind::Generator,
            hooked: false,
            awaiting: false,
            extra: None,
        }
    }
}
