//! The kinds of operands: each says which registers it touches and how it is printed.

use std::fmt;

/// How an instruction touches a register.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Access {
    Read(u8),
    Write(u8),
    /// The first register of a run whose length depends on the instruction.
    Window(u8),
}

/// What the instruction table needs to know of an operand.
pub trait Operand: Copy {
    /// Reports the registers that it names.
    fn accesses(self, _report: &mut dyn FnMut(Access)) {}
    /// The jump target, if it is one.
    fn target(&mut self) -> Option<&mut u32> {
        None
    }
    /// Writes it as the disassembler shows it.
    fn show(self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
    /// The operand as a number.
    fn bits(self) -> u32;
    /// The operand of that number; every number is one's, large ones by their low bits.
    fn from_bits(bits: u32) -> Self;
}

/// What an operand holds, as a number.
trait Bits {
    fn bits(self) -> u32;
    fn from_bits(bits: u32) -> Self;
}

macro_rules! bits {
    ($($inner:ty),*) => {$(
        impl Bits for $inner {
            fn bits(self) -> u32 {
                self as u32
            }
            fn from_bits(bits: u32) -> $inner {
                bits as $inner
            }
        }
    )*};
}

bits!(u8, u16, u32, i8, i32);

impl Bits for bool {
    fn bits(self) -> u32 {
        u32::from(self)
    }
    fn from_bits(bits: u32) -> bool {
        bits & 1 == 1
    }
}

macro_rules! operands {
    ($($(#[$doc:meta])* $name:ident($inner:ty) $show:literal $(, $access:expr)?;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub struct $name(pub $inner);
        impl Operand for $name {
            $(fn accesses(self, report: &mut dyn FnMut(Access)) {
                let access: &[fn(u8) -> Access] = $access;
                access.iter().for_each(|make| report(make(self.0)));
            })?
            fn show(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, $show, self.0)
            }
            fn bits(self) -> u32 {
                Bits::bits(self.0)
            }
            fn from_bits(bits: u32) -> $name {
                $name(Bits::from_bits(bits))
            }
        }
    )*};
}

operands! {
    /// A register that is written.
    Out(u8) "r{}", &[Access::Write];
    /// A register that is read. Where the row says so, r0 stands for "none".
    In(u8) "r{}", &[Access::Read];
    /// A register that is read and written.
    Update(u8) "r{}", &[Access::Read, Access::Write];
    /// The first register of a run.
    Window(u8) "r{}..", &[Access::Window];
    /// A number of registers or arguments.
    Count(u8) "{}";
    /// A yes or no.
    Flag(bool) "{}";
    /// An integer of 8 bits.
    Small(i8) "#{}";
    /// An integer of 32 bits.
    Wide(i32) "#{}";
    /// Index into `Code::constants`.
    ConstIndex(u32) "const[{}]";
    /// Index into `Code::constants`, of 16 bits.
    ConstIndex16(u16) "const[{}]";
    /// Index into `Code::names`.
    NameIndex(u32) "name[{}]";
    /// Index into `Code::sites`.
    CacheIndex(u32) "site[{}]";
    /// Index into `Code::children`.
    ChildIndex(u32) "child[{}]";
}

/// An index into `Code::ops`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Target(pub u32);

impl Operand for Target {
    fn target(&mut self) -> Option<&mut u32> {
        Some(&mut self.0)
    }
    fn show(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "-> {}", self.0)
    }
    fn bits(self) -> u32 {
        self.0
    }
    fn from_bits(bits: u32) -> Target {
        Target(bits)
    }
}

macro_rules! choices {
    ($($(#[$doc:meta])* $name:ident { $($variant:ident $text:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        pub enum $name { $($variant,)* }
        impl $name {
            /// As written in a script or shown by the disassembler.
            pub const fn text(self) -> &'static str {
                match self { $($name::$variant => $text,)* }
            }
        }
        impl Operand for $name {
            fn show(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.text())
            }
            fn bits(self) -> u32 {
                self as u32
            }
            fn from_bits(bits: u32) -> $name {
                const ALL: &[$name] = &[$($name::$variant),*];
                ALL[bits as usize % ALL.len()]
            }
        }
    )*};
}

choices! {
    /// The binary operators.
    BinaryOp {
        Add "+", Sub "-", Mul "*", MatMul "@", Div "/", FloorDiv "//", Mod "%", Pow "**",
        LeftShift "<<", RightShift ">>", BitAnd "&", BitOr "|", BitXor "^",
    }
    /// The unary operators that a dunder method can define.
    UnaryOp { Negative "-", Positive "+", Invert "~", }
    /// The six rich comparisons.
    CompareOp { Lt "<", LtE "<=", Eq "==", NotEq "!=", Gt ">", GtE ">=", }
    /// Values that need no constant.
    Singleton { None "None", False "False", True "True", Ellipsis "...", AssertionError "AssertionError", }
    /// `!s`, `!r`, `!a` of an f-string field.
    Conversion { None "", Str "!s", Repr "!r", Ascii "!a", }
    /// Built-ins for which the compiler emits special code behind a guard.
    GuardedBuiltin { Anext "anext", Super "super", }
}
