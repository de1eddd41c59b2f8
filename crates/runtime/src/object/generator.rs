//! Generators, coroutines and async generators: a suspended frame, or a list of them.

use crate::heap::Block;
use crate::value::Value;
use crate::vm::{Base, Frame, Mode, Owner, Place};

/// A generator-like object. While it is suspended or not started, its registers are in a block of its own.
#[derive(Clone, Debug)]
pub struct GeneratorObject {
    /// Where it goes on.
    pub place: Place,
    pub registers: Block,
    pub state: GeneratorState,
    /// The register that gets the value sent.
    pub resume: u8,
    pub kind: GeneratorKind,
    /// Async generators: the hooks were called. Generators: one of `types.coroutine`, which may be awaited.
    pub hooked: bool,
    /// Async generators: begun while an event loop ran, whose hook it gets when nobody holds it.
    pub looped: bool,
    /// Made by the header of a loop: nobody but the loop has seen it, and it ends with the loop.
    pub owned: bool,
    /// Async generators: an `aclose()` of it was driven. It may have ignored that.
    pub exiting: bool,
    /// What few have.
    pub extra: Option<Box<GeneratorExtra>>,
}

/// What a generator has beside its frame.
#[derive(Clone, Debug)]
pub struct GeneratorExtra {
    /// When it was suspended inside something it delegates to: all the frames from its own to the innermost one. Empty
    /// when it is suspended at a yield of its own.
    pub chain: Vec<Frame>,
    /// The `asend`/`athrow`/`aclose` object that is driving an async generator, or unbound.
    pub awaitable: Value,
    /// What still fewer have.
    pub rare: Option<Box<GeneratorRare>>,
}

/// What a generator has that somebody looked at or that has a hook.
#[derive(Clone, Debug)]
pub struct GeneratorRare {
    /// `__name__` and `__qualname__` where they were set.
    pub name: Value,
    pub qualname: Value,
    /// The finalizer hook captured at the first iteration of an async generator.
    pub finalizer: Value,
    /// It was finalised once, by a hook or by closing it: that is not done again.
    pub finalized: bool,
    /// Async generators: a step that failed, because the body runs, has said that nothing drives it. A new awaitable may
    /// try, and fails by itself.
    pub released: bool,
    /// The frame object, once somebody has asked for it.
    pub frame: Value,
}

impl Default for GeneratorExtra {
    fn default() -> GeneratorExtra {
        GeneratorExtra { chain: Vec::new(), awaitable: Value::UNBOUND, rare: None }
    }
}

impl Default for GeneratorRare {
    fn default() -> GeneratorRare {
        let unbound = Value::UNBOUND;
        GeneratorRare {
            name: unbound,
            qualname: unbound,
            finalizer: unbound,
            finalized: false,
            released: false,
            frame: unbound,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum GeneratorState {
    Fresh,
    Suspended,
    Running,
    /// Inside the frame list of a generator or task that delegates to it.
    Chained,
    /// Ended: no registers.
    Closed,
}

/// What it is to a script.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum GeneratorKind {
    Generator,
    Coroutine,
    AsyncGenerator,
}

impl Default for GeneratorObject {
    fn default() -> GeneratorObject {
        GeneratorObject {
            place: Place::default(),
            registers: Block::default(),
            state: GeneratorState::Closed,
            resume: 0,
            kind: GeneratorKind::Generator,
            hooked: false,
            looped: false,
            owned: false,
            exiting: false,
            extra: None,
        }
    }
}

impl GeneratorObject {
    /// Whether a `for` must look closer before it resumes it.
    #[inline(always)]
    pub fn is_special(&self) -> bool {
        self.extra.is_some() || matches!(self.kind, GeneratorKind::Coroutine | GeneratorKind::AsyncGenerator)
    }

    /// Whether `asend` may resume it without a closer look.
    #[inline(always)]
    pub fn is_plain_async(&self) -> bool {
        self.kind == GeneratorKind::AsyncGenerator && self.extra.is_none()
    }

    /// Whether it is a generator that `types.coroutine` lets be awaited.
    pub fn is_awaitable(&self) -> bool {
        self.kind == GeneratorKind::Generator && self.hooked
    }

    /// Its frame, where calls out of it go to `top`.
    #[inline(always)]
    pub fn frame(&self, index: u32, top: u32) -> Frame {
        let base = Base::block(self.registers.start);
        let mut frame = Frame::new(self.place.code(), base, top, Owner::of(index));
        frame.place = self.place;
        frame.waiting(self.resume, Mode::Value).in_block(self.registers)
    }

    /// What few have, made when it is asked for.
    pub fn extra_mut(&mut self) -> &mut GeneratorExtra {
        self.extra.get_or_insert_with(Box::default)
    }

    /// What still fewer have, where it has that.
    pub fn rare(&self) -> Option<&GeneratorRare> {
        self.extra.as_ref()?.rare.as_deref()
    }

    /// The same, made when it is asked for.
    pub fn rare_mut(&mut self) -> &mut GeneratorRare {
        self.extra_mut().rare.get_or_insert_with(Box::default)
    }

    /// The frames that it is suspended in when it is suspended inside something that it delegates to.
    pub fn chain(&self) -> &[Frame] {
        self.extra.as_ref().map_or(&[], |extra| &extra.chain)
    }

    /// Whether it is suspended inside something that it delegates to.
    pub fn has_chain(&self) -> bool {
        !self.chain().is_empty()
    }
}
