//! Frames: one function activation in 24 bytes.

use crate::heap::Block;
use crate::object::function::CodeId;
use crate::value::{Kind, Value};

/// Where a function stands. For a frame that waits, `mode` and `dst` say what becomes of the result it waits for.
///
/// Its parts are packed into three words that are only ever read and written whole: a word that was stored in parts and
/// is loaded whole stalls the processor, and the run loop pushes and pops frames all the time.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    pub place: Place,
    /// The base, and above it the first stack slot that calls out of this frame may use.
    window: u64,
    /// The owner, then 8 bits each: `dst`, `mode`, the size class of the frame's own register block, and one less than the
    /// number of registers that were moved from the stack into a block.
    wait: u64,
}

const DST: u32 = 32;
const MODE: u32 = 40;
const CLASS: u32 = 48;
const COUNT: u32 = 56;

/// The class of a frame whose registers are in the block of another frame.
const SHARED: u8 = u8::MAX;

impl Frame {
    /// A frame at its first instruction, which waits for nothing yet.
    #[inline(always)]
    pub fn new(code: CodeId, base: Base, top: u32, owner: Owner) -> Frame {
        Frame { place: Place::new(code, 0), window: base.0 as u64 | (top as u64) << 32, wait: owner.0 as u64 }
    }

    #[inline(always)]
    pub fn code(self) -> CodeId {
        self.place.code()
    }

    /// The next instruction.
    #[inline(always)]
    pub fn pc(self) -> u32 {
        self.place.pc()
    }

    #[inline(always)]
    pub fn base(self) -> Base {
        Base(self.window as u32)
    }

    /// First stack slot that calls out of this frame may use.
    #[inline(always)]
    pub fn top(self) -> u32 {
        (self.window >> 32) as u32
    }

    #[inline(always)]
    pub fn owner(self) -> Owner {
        Owner(self.wait as u32)
    }

    #[inline(always)]
    pub fn dst(self) -> u8 {
        (self.wait >> DST) as u8
    }

    #[inline(always)]
    pub fn mode(self) -> Mode {
        Mode::ALL[(self.wait >> MODE) as u8 as usize % Mode::ALL.len()]
    }

    /// Whether it waits in that mode: cheaper than to ask for its mode.
    #[inline(always)]
    pub fn waits_in(self, mode: Mode) -> bool {
        (self.wait >> MODE) as u8 == mode as u8
    }

    /// The register block of a frame that has one of its own.
    #[inline(always)]
    pub fn block(self) -> Option<Block> {
        let block = Block { start: self.base().index() as u32, class: (self.wait >> CLASS) as u8 };
        (self.base().is_block() && block.class != SHARED).then_some(block)
    }

    /// The registers of a frame that was moved into a block.
    pub fn registers(self) -> std::ops::Range<usize> {
        let start = self.base().index();
        start..start + (self.wait >> COUNT) as usize + 1
    }

    #[inline(always)]
    pub fn set_pc(&mut self, pc: u32) {
        self.place = Place::new(self.code(), pc);
    }

    #[inline(always)]
    pub fn set_top(&mut self, top: u32) {
        self.window = self.window as u32 as u64 | (top as u64) << 32;
    }

    /// The same frame at another instruction.
    #[inline(always)]
    pub fn at(mut self, pc: u32) -> Frame {
        self.set_pc(pc);
        self
    }

    /// The same frame, which waits for a result that goes to R[dst] in that mode.
    #[inline(always)]
    pub fn waiting(self, dst: u8, mode: Mode) -> Frame {
        const KEPT: u64 = !(0xFFFF << DST);
        Frame { wait: self.wait & KEPT | (dst as u64) << DST | (mode as u64) << MODE, ..self }
    }

    /// The same frame with its registers in a block.
    #[inline(always)]
    pub fn in_block(self, block: Block) -> Frame {
        Frame {
            window: Base::block(block.start).0 as u64 | (self.top() as u64) << 32,
            wait: self.wait & !(0xFF << CLASS) | (block.class as u64) << CLASS,
            ..self
        }
    }

    /// The same frame after its registers, which end at its top on the stack, were moved to a place in `blocks`. Its own is
    /// the block that begins there if it has a class.
    #[inline(always)]
    pub fn moved(self, start: u32, class: Option<u8>) -> Frame {
        const KEPT: u64 = !(0xFFFF << CLASS);
        let last = (self.top() - self.base().index() as u32 - 1) as u64 & 0xFF;
        let class = class.unwrap_or(SHARED) as u64;
        Frame {
            window: Base::block(start).0 as u64 | (self.top() as u64) << 32,
            wait: self.wait & KEPT | class << CLASS | last << COUNT,
            ..self
        }
    }
}

/// A code and the next instruction in it, in one word.
#[derive(Clone, Copy, Default, Debug)]
pub struct Place(u64);

impl Place {
    #[inline(always)]
    pub fn new(code: CodeId, pc: u32) -> Place {
        Place(code.0 as u64 | (pc as u64) << 32)
    }

    #[inline(always)]
    pub fn code(self) -> CodeId {
        CodeId(self.0 as u32)
    }

    #[inline(always)]
    pub fn pc(self) -> u32 {
        (self.0 >> 32) as u32
    }
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

/// Whose frame it is: the index of an object, or nobody's.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Owner(u32);

const NOBODY: u32 = 1 << 31;

impl Owner {
    /// A plain function.
    pub const PLAIN: Owner = Owner(NOBODY);
    /// A coroutine function that was called by `await f()` and has no coroutine object.
    pub const FUSED: Owner = Owner(NOBODY + 1);

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
        if self.0 < NOBODY { Some(self.0) } else { None }
    }

    /// The generator object.
    pub fn generator(self) -> Option<Value> {
        self.index().map(|index| Value::handle(Kind::Generator, index))
    }
}

/// The modes, and the way back from a mode's number.
macro_rules! modes {
    ($($(#[$doc:meta])* $mode:ident,)*) => {
        /// What a waiting frame does with the result of the frame above it.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        pub enum Mode {
            $($(#[$doc])* $mode,)*
        }

        impl Mode {
            const ALL: &[Mode] = &[$(Mode::$mode,)*];
        }
    };
}

modes! {
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
    /// A generator that nobody can see any more is closed: what goes wrong is reported, and the frame goes on.
    Finalize,
    /// A step of a task whose coroutine is a foreign object with `send` and `throw`.
    ForeignStep,
    /// `yield from` and `await`: what it yields passes on; its return goes to R[dst].
    Delegate,
    /// A step of a foreign iterator that the frame delegates to: the result is what the frame yields; StopIteration ends.
    DelegateStep,
    /// The same for `throw` of a foreign iterator.
    DelegateThrow,
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
    /// `__iadd__` and the like, then the other stages: NotImplemented goes on with the next.
    BinaryInPlace,
    /// `__add__`
    BinaryLeft,
    /// `__radd__`, after or before `__add__`
    BinaryRight,
    /// `__radd__` first, because the right operand's class derives from the left one's
    BinaryRightFirst,
    /// A rich comparison's method: NotImplemented goes on with the reflected one, then with identity or TypeError.
    CompareLeft,
    CompareRight,
    CompareRightFirst,
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
    /// What `__str__` returned is checked; the same for the other conversions.
    CheckStr,
    CheckRepr,
    CheckFormat,
    CheckLength,
}

/// Which method of an operator was called.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
    InPlace,
    Left,
    Right,
    RightFirst,
}

impl Stage {
    /// The mode in which a frame waits for a comparison's method of that stage.
    pub fn compare(self) -> Mode {
        match self {
            Stage::Left => Mode::CompareLeft,
            Stage::RightFirst => Mode::CompareRightFirst,
            Stage::InPlace | Stage::Right => Mode::CompareRight,
        }
    }
}

/// What a dunder method must return.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Conversion {
    /// `__str__` or `__format__`
    Str,
    Repr,
    Format,
    Length,
}

const _: () = assert!(std::mem::size_of::<Frame>() == 24);
