//! Statements and expressions to instructions.
//!
//! An expression is compiled *into* a register (`expr_into`) or to an *operand* (`operand`: the register of a local
//! variable where it stands, or a new temporary). A named register is written by the last action of an expression only,
//! when nothing more can raise. Temporaries are a stack: whoever takes some gives them back by resetting `unit.top`.

mod awaits;
mod calls;
mod classes;
mod comprehensions;
mod conditions;
mod displays;
mod expressions;
mod functions;
mod imports;
mod loops;
mod matches;
mod patterns;
mod statements;
mod targets;
mod tries;
mod unwind;
mod warnings;
mod with;

use crate::register::Register;
use crate::scope::{ScopeId, ScopeTree};
use crate::unit::Unit;
use crate::{Compiled, docstring, future};
use hognose_bytecode::*;
use hognose_source::{Diagnostic, SourceFile, Span};
use hognose_syntax::ast::*;
use std::collections::HashMap;
use std::sync::Arc;

pub(crate) struct Compiler<'a> {
    pub(crate) tree: &'a ScopeTree,
    pub(crate) file: Arc<SourceFile>,
    pub(crate) visibility: Visibility,
    pub(crate) errors: Vec<Diagnostic>,
    pub(crate) warnings: Vec<Diagnostic>,
    /// The warnings about the code of scopes, to be told again for each copy of a `finally` body.
    pub(crate) child_warnings: HashMap<ScopeId, Vec<Diagnostic>>,
    /// Future imports stand before this offset.
    future_end: u32,
    /// The code object being made.
    pub(crate) unit: Unit<'a>,
    /// Those around it.
    pub(crate) outer: Vec<Unit<'a>>,
}

/// Compiles a file whose scopes are known.
pub(crate) fn module<'a>(
    module: &'a Module,
    tree: &'a ScopeTree,
    file: Arc<SourceFile>,
    visibility: Visibility,
) -> Compiled {
    let span = Span::new(0, file.text().len() as u32);
    let unit = Unit::new(ScopeId::MODULE, CodeKind::Module, "<module>", "<module>", span);
    let header = module.body.get(..future::header_length(module)).unwrap_or_default();
    let future_end = header.last().map_or(0, |statement| statement.span.end);
    let mut compiler = Compiler {
        tree,
        file,
        visibility,
        errors: Vec::new(),
        warnings: Vec::new(),
        child_warnings: HashMap::new(),
        future_end,
        unit,
        outer: Vec::new(),
    };
    compiler.lay_out(&[]);
    compiler.future_imports(module);
    compiler.module_header(module);
    compiler.statements(&module.body);
    let code = compiler.finish();
    let warnings = compiler.warnings;
    if compiler.errors.is_empty() {
        return Compiled { code: Ok(code), warnings };
    }
    // What is compiled twice (a loop's condition, a `finally` body) is complained about twice.
    let mut errors: Vec<Diagnostic> = Vec::new();
    for error in compiler.errors {
        if !errors.contains(&error) {
            errors.push(error);
        }
    }
    Compiled { code: Err(errors), warnings }
}

impl<'a> Compiler<'a> {
    fn module_header(&mut self, module: &Module) {
        let mark = self.unit.top;
        let value = self.unit.temporary();
        if let Some(text) = docstring::of(&module.body) {
            self.load_constant(Const::Str(text.into()), value);
            let site = self.unit.global_site("__doc__", true);
            self.unit.emit(Op::StoreGlobal { src: value.input(), site });
        }
        if self.tree.scope(ScopeId::MODULE).has_annotations {
            self.unit.emit(Op::BuildDict { dst: value.output(), base: value.window(), count: Count(0) });
            let site = self.unit.global_site("__annotations__", true);
            self.unit.emit(Op::StoreGlobal { src: value.input(), site });
        }
        self.unit.top = mark;
    }

    /// The errors of `from __future__ import` that CPython's compiler reports before anything else.
    fn future_imports(&mut self, module: &Module) {
        for statement in module.body.iter().take(future::header_length(module)) {
            let StmtKind::ImportFrom { names, .. } = &statement.kind else { continue };
            for import in names {
                let name = &*import.name.name;
                if name == "braces" {
                    self.error(statement.span, "not a chance");
                } else if name == "barry_as_FLUFL" {
                    let text = "from __future__ import barry_as_FLUFL is not supported";
                    self.unsupported(statement.span, text, "write != for inequality");
                } else if name != "annotations" && !future::MANDATORY.contains(&name) {
                    self.error(statement.span, format!("future feature {name} is not defined"));
                }
            }
        }
    }

    pub(crate) fn error(&mut self, span: Span, message: impl Into<String>) {
        self.errors.push(Diagnostic::syntax(span, message));
    }

    pub(crate) fn unsupported(&mut self, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.errors.push(Diagnostic::unsupported(span, message, help));
    }

    /// Begins a code object inside the current one.
    pub(crate) fn enter(&mut self, unit: Unit<'a>) {
        let outer = std::mem::replace(&mut self.unit, unit);
        self.outer.push(outer);
    }

    /// Ends the current code object and makes it a child of the one around it.
    pub(crate) fn leave(&mut self) -> ChildIndex {
        let scope = self.unit.scope;
        let code = self.finish();
        if let Some(outer) = self.outer.pop() {
            self.unit = outer;
        }
        self.unit.add_child(scope, code)
    }

    /// Ends the current code object. What is left in its place is never used.
    fn finish(&mut self) -> Arc<Code> {
        if self.unit.is_reachable() {
            self.unit.emit_end(Op::ReturnNone {});
        }
        for cold in std::mem::take(&mut self.unit.cold) {
            self.cold(&cold);
        }
        if self.unit.overflowed {
            let text = "this code is too large: an expression or statement needs more than 256 registers, or it has too \
                        many instructions";
            self.unsupported(self.unit.definition, text, "split it into smaller parts, with variables for the results");
        }
        let empty = Unit::new(self.unit.scope, self.unit.kind, "", "", self.unit.definition);
        let unit = std::mem::replace(&mut self.unit, empty);
        Arc::new(unit.finish(self.file.clone(), self.visibility))
    }

    /// The qualified name of something called `name` that is defined here.
    pub(crate) fn qualname(&self, name: &str) -> String {
        let scope = self.tree.scope(self.current_scope());
        let is_global = scope.symbols.get(&self.mangled(&name.into())).is_some_and(|symbol| symbol.global);
        match self.unit.kind {
            CodeKind::Module => name.to_owned(),
            _ if is_global => name.to_owned(),
            CodeKind::Class | CodeKind::GeneratorExpression => format!("{}.{name}", self.unit.qualname),
            CodeKind::Function | CodeKind::Lambda => format!("{}.<locals>.{name}", self.unit.qualname),
        }
    }

    /// R[dst] := the constant
    pub(crate) fn load_constant(&mut self, constant: Const, dst: Register) {
        let dst = dst.output();
        let op = match constant {
            Const::None => Op::LoadSingleton { dst, value: Singleton::None },
            Const::Bool(true) => Op::LoadSingleton { dst, value: Singleton::True },
            Const::Bool(false) => Op::LoadSingleton { dst, value: Singleton::False },
            Const::Ellipsis => Op::LoadSingleton { dst, value: Singleton::Ellipsis },
            Const::Int(value) if i32::try_from(value).is_ok() => Op::LoadInt { dst, value: Wide(value as i32) },
            constant => Op::LoadConst { dst, constant: ConstIndex(self.unit.constant(constant)) },
        };
        self.unit.emit(op);
    }

    pub(crate) fn load_none(&mut self, dst: Register) {
        self.unit.emit(Op::LoadSingleton { dst: dst.output(), value: Singleton::None });
    }
}
