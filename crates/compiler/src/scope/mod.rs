//! Which names a scope binds and where every other name that it uses comes from.
//!
//! `collect` walks the tree once and notes what each scope binds and uses; `resolve` then decides for each name between
//! local, captured, global and class namespace. List, set and dict comprehensions are scopes, but run in the frame of
//! the scope around them (PEP 709): a *frame* is the nearest scope that is not such a comprehension.

mod collect;
mod resolve;

use hognose_source::{Diagnostic, Span};
use hognose_syntax::ast::{ComprehensionKind, Module, Name};
use std::collections::{BTreeSet, HashMap};

pub(crate) use resolve::Owner;

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub(crate) struct ScopeId(u32);

impl ScopeId {
    pub(crate) const MODULE: ScopeId = ScopeId(0);
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum ScopeKind {
    Module,
    Function,
    Lambda,
    Class,
    /// A list, set or dict comprehension, or a generator expression.
    Comprehension(ComprehensionKind),
}

#[derive(Debug)]
pub(crate) struct Scope {
    pub(crate) kind: ScopeKind,
    pub(crate) parent: Option<ScopeId>,
    /// Itself, or for an inlined comprehension the scope whose frame it runs in.
    pub(crate) frame: ScopeId,
    /// Inlined comprehensions directly inside.
    pub(crate) inlined: Vec<ScopeId>,
    pub(crate) symbols: HashMap<Name, Symbol>,
    /// The symbols in order of appearance, parameters first.
    pub(crate) order: Vec<Name>,
    /// The class whose private names are mangled here.
    pub(crate) private: Option<Name>,
    /// `async def`.
    pub(crate) is_async: bool,
    pub(crate) has_yield: bool,
    /// A comprehension that awaits, or iterates asynchronously.
    pub(crate) awaits: bool,
    /// Has annotated names, outside functions.
    pub(crate) has_annotations: bool,
    /// Names captured from outside this frame, in CPython's order.
    pub(crate) free: BTreeSet<Name>,
    /// A class whose methods use `super()` or `__class__`.
    pub(crate) needs_class_cell: bool,
    /// Depth of comprehension iterables the walk is inside of.
    iterable_depth: u32,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Symbol {
    pub(crate) bound: bool,
    pub(crate) used: bool,
    pub(crate) parameter: bool,
    pub(crate) global: bool,
    pub(crate) nonlocal: bool,
    pub(crate) annotated: bool,
    /// The target of `:=`, in the scope that it binds.
    pub(crate) walrus: bool,
    /// A comprehension's own variable.
    pub(crate) iteration: bool,
    /// In a comprehension: a name that `:=` binds further out.
    pub(crate) walrus_outside: bool,
    /// Bound here and captured by an inner frame.
    pub(crate) cell: bool,
    /// The `global` or `nonlocal` statement.
    pub(crate) directive: Option<Span>,
    pub(crate) resolution: Resolution,
}

/// Where a name that a scope uses lives.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Resolution {
    #[default]
    Global,
    /// A variable of that scope, in the same frame.
    Local(ScopeId),
    /// A captured variable.
    Free,
    /// A class namespace, then globals.
    Namespace,
    /// A class namespace, then a captured variable.
    NamespaceOrFree,
    /// The `__class__` cell of the class whose frame this is.
    ClassCell,
}

/// All scopes of a file.
#[derive(Debug)]
pub(crate) struct ScopeTree {
    scopes: Vec<Scope>,
    /// The scope that a function, lambda, class or comprehension opens, by the address of its node.
    by_node: HashMap<usize, ScopeId>,
    /// `super` is bound somewhere in the file.
    pub(crate) rebinds_super: bool,
    /// `from __future__ import annotations`.
    pub(crate) future_annotations: bool,
}

impl ScopeTree {
    /// Finds the scopes of `module`; the errors are those that CPython's symbol table pass reports.
    pub(crate) fn build(module: &Module) -> Result<ScopeTree, Vec<Diagnostic>> {
        let (mut tree, mut errors) = collect::collect(module);
        if errors.is_empty() {
            resolve::resolve(&mut tree, &mut errors);
        }
        if errors.is_empty() { Ok(tree) } else { Err(errors) }
    }

    pub(crate) fn scope(&self, id: ScopeId) -> &Scope {
        &self.scopes[id.0 as usize]
    }

    fn scope_mut(&mut self, id: ScopeId) -> &mut Scope {
        &mut self.scopes[id.0 as usize]
    }

    /// The scope that `node` opens.
    pub(crate) fn of<T>(&self, node: &T) -> ScopeId {
        *self.by_node.get(&address(node)).expect("the collecting walk met every node that opens a scope")
    }

    fn ids(&self) -> impl Iterator<Item = ScopeId> + use<> {
        (0..self.scopes.len() as u32).map(ScopeId)
    }
}

impl Scope {
    /// Whether the body is a function's in CPython's sense: its names are fast locals.
    pub(crate) fn is_function_like(&self) -> bool {
        match self.kind {
            ScopeKind::Function | ScopeKind::Lambda | ScopeKind::Comprehension(_) => true,
            ScopeKind::Module | ScopeKind::Class => false,
        }
    }

    /// Whether it runs in the frame around it.
    pub(crate) fn is_inlined(&self) -> bool {
        matches!(self.kind, ScopeKind::Comprehension(kind) if kind != ComprehensionKind::Generator)
    }

    /// Whether the scope binds `name` as its own.
    pub(crate) fn binds(&self, name: &str) -> bool {
        self.symbols.get(name).is_some_and(|symbol| symbol.bound && !symbol.global && !symbol.nonlocal)
    }
}

/// Nodes that open scopes are boxed or inside boxes and never move while a file is compiled.
fn address<T>(node: &T) -> usize {
    std::ptr::from_ref(node) as usize
}
