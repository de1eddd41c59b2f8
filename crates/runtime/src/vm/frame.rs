//! Frames: one function activation in 24 bytes.

use crate::heap::Block;
use crate::object::function::CodeId;
use crate::value::{Kind, Value};

/// Where a function stands. For a frame that waits, `mode` and `dst` say what becomes of the result it waits for.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    pub code: CodeId,
    /// The next instruction.
    pub pc: u32,
    pub base: Base,
    /// First stack slot that calls out of this frame may use.
    pub top: u32,
    pub owner: Owner,
    pub dst: u8,
    pub mode: Mode,
    /// Size class of the register block, when the base is in a block.
    pub block_class: u8,
}

/// Where a frame's registers begin: on the stack, or in `Heap::registers`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Base(u32);

const IN_BLOCK: u32 = 1 << 31;

impl Base {
    #[inline(always)]
    pub fn stack(index: u32) -> Base {
        Base(index)
    }

    #[inline(always)]
    pub fn block(start: u32) -> Base {
        Base(start | IN_BLOCK)
    }

    #[inline(always)]
    pub fn is_block(self) -> bool {
        self.0 & IN_BLOCK != 0
    }

    #[inline(always)]
    pub fn index(self) -> usize {
        (self.0 & !IN_BLOCK) as usize
    }
}

/// Whose frame it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Owner(u32);

impl Owner {
    /// A plain function.
    pub const PLAIN: Owner = Owner(u32::MAX);
    /// A coroutine function that was called by `await f()` and has no coroutine object.
    pub const FUSED: Owner = Owner(u32::MAX - 1);

    /// The frame of a generator, coroutine or async generator object.
    #[inline(always)]
    pub fn of(index: u32) -> Owner {
        Owner(index)
    }

    #[inline(always)]
    pub fn is_plain(self) -> bool {
        self == Owner::PLAIN
    }

    #[inline(always)]
    pub fn is_fused(self) -> bool {
        self == Owner::FUSED
    }

    /// Index of the generator object.
    #[inline(always)]
    pub fn index(self) -> Option<u32> {
        if self.0 < Owner::FUSED.0 { Some(self.0) } else { None }
    }

    /// The generator object.
    pub fn generator(self) -> Option<Value> {
        self.index().map(|index| Value::handle(Kind::Generator, index))
    }
}

/// What a waiting frame does with the result of the frame above it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Mode {
    /// R[dst] := result
    Value,
    /// The result does not matter (`__setattr__`, `__setitem__`, `__delitem__`, ...).
    Discard,
    /// `__init__`: the result must be None; R[dst] := the instance that stands in the slot at the frame's top.
    Init,
    /// Leave the run loop with the result.
    Exit,
    /// `for` over a generator: what it yields goes to R[dst] and the loop's body; its return ends the loop.
    ForGenerator,
    /// `for` over a script's `__next__`: StopIteration ends the loop.
    ForNext,
    /// `for` over a script's `__iter__`: the result is the iterator of the loop's state R[dst].
    ForIter,
    /// `iter(x)` by a script's `__iter__`: R[dst] := the result, which must be an iterator.
    Iterator,
    /// `next(g)`, `g.send(v)`, `g.throw(e)`: what it yields is the result; its return is StopIteration.
    Send,
    /// `g.close()`: a yield is RuntimeError; GeneratorExit and StopIteration are swallowed.
    Close,
    /// `yield from` and `await`: what it yields passes on; its return goes to R[dst].
    Delegate,
    /// A step of a foreign iterator that the frame delegates to: the result is what the frame yields; StopIteration ends.
    DelegateStep,
    /// `await x` by a script's `__await__`: the result is the iterator R[dst].
    Await,
    /// `async for` by a script's `__aiter__`: the result is the iterator R[dst].
    AsyncIterator,
    /// `async for` by a script's `__anext__`: the result is to be awaited; its iterator goes to R[dst].
    AsyncNext,
    /// `await agen.asend(v)` in one instruction: what it yields goes to R[dst]; its return is StopAsyncIteration.
    AsyncSend,
    /// `await f()` without a coroutine object: the result goes to R[dst]; pc is already at `done`.
    Fused,
    /// A frame awaits the awaitable object of an async generator (`GeneratorExtra::awaitable`).
    Awaitable,
    /// The same, driven by hand with `send` or `throw`: what the body yields is StopIteration for the driver.
    AwaitableSend,
    /// A step of a task by the scheduler.
    TaskStep,
    /// `asyncio.run` in its caller's frame.
    EventLoop,
    /// A comparison's or `__contains__`'s result decides the jump at pc-1.
    JumpTruth,
    /// The same for the result of `__bool__`.
    JumpBool,
    /// The same for the result of `__len__`.
    JumpLength,
    /// `not x` by `__bool__`.
    NotBool,
    /// `not x` by `__len__`.
    NotLength,
    /// `x in y` by `__contains__`: R[dst] := its truth, negated when the instruction says so.
    ContainsTruth,
    /// A binary operator's method, in stages: NotImplemented goes on with the next.
    Binary(Stage),
    /// A rich comparison's method: NotImplemented goes on with the reflected one, then with identity or TypeError.
    Compare(Stage),
    /// A class body: the class is made when it returns; its window begins at R[dst].
    ClassBody,
    /// A module body: R[dst] := the module that stands in the slot at the frame's top.
    ModuleBody,
    /// `__getattribute__`, a property: AttributeError goes on with `__getattr__`.
    GetAttr,
    /// The same for GetMethod.
    GetMethod,
    /// A method pair's callable: the result goes to R[dst+1] behind an unbound R[dst].
    Method,
    /// `Unpack` or `UnpackStar` by an iterator: the result is the list of the items.
    Unpacked,
    /// A conversion's result is checked.
    Check(Conversion),
}

/// Which method of an operator was called.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Stage {
    /// `__iadd__`
    InPlace,
    /// `__add__`; for comparisons the left operand's method
    Left,
    /// `__radd__` after or before `__add__`; for comparisons the right operand's reflected method
    Right,
    /// `__radd__` first, because the right operand's class derives from the left one's
    RightFirst,
}

/// What a dunder method must return.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Conversion {
    /// `__str__` or `__format__`
    Str,
    Repr,
    Format,
    Length,
}

impl Frame {
    /// The register block of a frame that has one.
    pub fn block(&self) -> Option<Block> {
        let start = self.base.index() as u32;
        self.base.is_block().then_some(Block { start, class: self.block_class })
    }
}

const _: () = assert!(std::mem::size_of::<Frame>() == 24);
