//! Code objects: what a compiled function, class body or module is. Immutable, shared by every virtual machine.

use crate::{Const, Op};
use hognose_source::{SourceFile, Span};
use std::sync::Arc;

/// A compiled function, lambda, class body, generator expression or module.
#[derive(Clone, Debug)]
pub struct Code {
    /// `f`, `<lambda>`, `<genexpr>`, `<module>`.
    pub name: Box<str>,
    /// `C.f.<locals>.g`
    pub qualname: Box<str>,
    /// What it was in the source.
    pub kind: CodeKind,
    /// What a call of it makes.
    pub flavor: Flavor,
    /// Which arguments it takes.
    pub parameters: ParameterSpec,
    /// Registers it uses, R[0] (the function) included: 1 to 256.
    pub register_count: u16,
    /// Registers 1..=local_count are named variables, parameters first; the rest is a stack of temporaries.
    /// At entry all but the parameters are unbound.
    pub local_count: u8,
    /// The named registers, for messages and introspection.
    pub locals: Box<[Local]>,
    /// The instructions; the last one returns or raises or jumps.
    pub ops: Arc<[Op]>,
    /// Where instructions come from: runs in ascending order of `first`.
    pub spans: Box<[SpanEntry]>,
    /// Constants.
    pub constants: Box<[Const]>,
    /// Names, mangled.
    pub names: Box<[Box<str>]>,
    /// Places with an inline cache.
    pub sites: Box<[CacheSite]>,
    /// Code of nested functions and classes.
    pub children: Box<[Arc<Code>]>,
    /// For each captured variable the register of the enclosing frame that holds its cell.
    pub captures: Box<[u8]>,
    /// Where exceptions go; the innermost range that holds the pc comes first.
    pub handlers: Box<[Handler]>,
    /// Where an exception is being handled, and the register that holds it; innermost first.
    pub handling: Box<[HandlingRange]>,
    /// The docstring of a function.
    pub docstring: Option<Box<str>>,
    /// The whole definition in the source.
    pub span: Span,
    /// The text it comes from.
    pub file: Arc<SourceFile>,
    /// Whether tracebacks show its frames.
    pub visibility: Visibility,
}

/// Whether a frame is seen in tracebacks and counted in the recursion depth.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Visibility {
    Shown,
    /// Code of the runtime's own that stands in for native code.
    Hidden,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CodeKind {
    Module,
    Function,
    Lambda,
    /// Called with its namespace dict in R[1]; returns the `__class__` cell or None.
    Class,
    GeneratorExpression,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flavor {
    Plain,
    Generator,
    Coroutine,
    AsyncGenerator,
}

/// Parameters occupy registers from 1: positional, keyword-only, `*args`, `**kwargs`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct ParameterSpec {
    /// How many of the positional ones are positional-only.
    pub positional_only: u8,
    /// All positional parameters, positional-only ones included.
    pub positional: u8,
    pub keyword_only: u8,
    pub var_positional: bool,
    pub var_keyword: bool,
}

impl ParameterSpec {
    /// Registers that parameters occupy.
    pub fn count(&self) -> u8 {
        self.positional + self.keyword_only + self.var_positional as u8 + self.var_keyword as u8
    }

    /// Whether a call with exactly `positional` positional arguments needs no further look.
    pub fn is_simple(&self) -> bool {
        self.keyword_only == 0 && !self.var_positional && !self.var_keyword
    }
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Local {
    pub name: Box<str>,
    pub register: u8,
    pub kind: LocalKind,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LocalKind {
    /// The register holds the value.
    Plain,
    /// The register holds a cell of this function's own.
    Cell,
    /// The register holds a cell captured from outside.
    Free,
}

/// From instruction `first` on, up to the next entry, the source is `span`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SpanEntry {
    pub first: u32,
    pub span: Span,
}

/// When an instruction in `start..end` raises: R[exception] := the exception, pc := target.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Handler {
    pub start: u32,
    pub end: u32,
    pub target: u32,
    pub exception: u8,
}

/// While the pc is in `start..end` the exception in R[exception] is the one being handled.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct HandlingRange {
    pub start: u32,
    pub end: u32,
    pub exception: u8,
}

/// A place with an inline cache: an attribute or a global.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CacheSite {
    /// Index into `Code::names`.
    pub name: u32,
}

impl Code {
    /// The source of instruction `pc`; of u32::MAX, where the definition begins.
    pub fn span_at(&self, pc: u32) -> Span {
        if pc == u32::MAX {
            return Span { end: self.span.start, ..self.span };
        }
        let after = self.spans.partition_point(|entry| entry.first <= pc);
        after.checked_sub(1).and_then(|i| self.spans.get(i)).map_or(self.span, |entry| entry.span)
    }

    /// The name of the variable in `register`, if it is a named one.
    pub fn local_name(&self, register: u8) -> Option<&str> {
        self.locals.iter().find(|local| local.register == register).map(|local| &*local.name)
    }

    /// The handler of an exception raised by instruction `pc`.
    pub fn handler_at(&self, pc: u32) -> Option<&Handler> {
        self.handlers.iter().find(|handler| handler.start <= pc && pc < handler.end)
    }

    /// The register of the exception being handled at instruction `pc`.
    pub fn handled_at(&self, pc: u32) -> Option<u8> {
        self.handling.iter().find(|range| range.start <= pc && pc < range.end).map(|range| range.exception)
    }
}
