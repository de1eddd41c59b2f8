//! Decides where every name of every scope lives (CPython's `analyze_block`).

use super::{Resolution, ScopeId, ScopeKind, ScopeTree, Symbol};
use hognose_source::Diagnostic;
use hognose_syntax::ast::Name;

/// The scope whose variable a name means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Owner {
    Global,
    Scope(ScopeId),
    /// The implicit `__class__` of that class.
    Class(ScopeId),
}

pub(super) fn resolve(tree: &mut ScopeTree, errors: &mut Vec<Diagnostic>) {
    for id in tree.ids() {
        let names = tree.scope(id).order.clone();
        for name in names {
            let resolution = resolve_name(tree, id, &name, errors);
            if let Some(symbol) = tree.scope_mut(id).symbols.get_mut(&name) {
                symbol.resolution = resolution;
            }
        }
    }
}

fn resolve_name(tree: &mut ScopeTree, id: ScopeId, name: &Name, errors: &mut Vec<Diagnostic>) -> Resolution {
    let symbol = tree.scope(id).symbols.get(name).cloned().unwrap_or_default();
    let kind = tree.scope(id).kind;
    if symbol.global && symbol.nonlocal {
        report(&symbol, format!("name '{name}' is nonlocal and global"), errors);
        return Resolution::Global;
    }
    if symbol.global || kind == ScopeKind::Module {
        return Resolution::Global;
    }
    if symbol.bound && !symbol.nonlocal {
        return if kind == ScopeKind::Class { Resolution::Namespace } else { Resolution::Local(id) };
    }
    let owner = tree.owner_outside(id, name);
    if symbol.nonlocal && owner == Owner::Global {
        report(&symbol, format!("no binding for nonlocal '{name}' found"), errors);
        return Resolution::Global;
    }
    match owner {
        Owner::Global if kind == ScopeKind::Class => Resolution::Namespace,
        Owner::Global => Resolution::Global,
        Owner::Scope(owner) if tree.scope(owner).frame == tree.scope(id).frame => Resolution::Local(owner),
        Owner::Scope(owner) => {
            if let Some(symbol) = tree.scope_mut(owner).symbols.get_mut(name) {
                symbol.cell = true;
            }
            capture(tree, id, owner, name);
            if kind == ScopeKind::Class && !symbol.nonlocal { Resolution::NamespaceOrFree } else { Resolution::Free }
        }
        Owner::Class(class) => {
            tree.scope_mut(class).needs_class_cell = true;
            if tree.scope(id).frame == class {
                return Resolution::ClassCell;
            }
            capture(tree, id, class, name);
            if kind == ScopeKind::Class && !symbol.nonlocal { Resolution::NamespaceOrFree } else { Resolution::Free }
        }
    }
}

fn report(symbol: &Symbol, message: String, errors: &mut Vec<Diagnostic>) {
    errors.push(Diagnostic::syntax(symbol.directive.unwrap_or_default(), message));
}

/// Notes `name` as captured in every frame from that of `user` out to the one inside `owner`'s frame.
fn capture(tree: &mut ScopeTree, user: ScopeId, owner: ScopeId, name: &Name) {
    let end = tree.scope(owner).frame;
    let mut frame = tree.scope(user).frame;
    while frame != end {
        tree.scope_mut(frame).free.insert(name.clone());
        let Some(parent) = tree.scope(frame).parent else { return };
        frame = tree.scope(parent).frame;
    }
}

impl ScopeTree {
    /// Whose variable `name` means, seen from a scope inside `inner`'s parent.
    pub(crate) fn owner_outside(&self, inner: ScopeId, name: &Name) -> Owner {
        let mut current = self.scope(inner).parent;
        while let Some(id) = current {
            let scope = self.scope(id);
            if scope.kind == ScopeKind::Class {
                if &**name == "__class__" {
                    return Owner::Class(id);
                }
            } else if let Some(symbol) = scope.symbols.get(name) {
                if symbol.global || scope.kind == ScopeKind::Module {
                    return Owner::Global;
                }
                if symbol.bound && !symbol.nonlocal {
                    return Owner::Scope(id);
                }
            }
            current = scope.parent;
        }
        Owner::Global
    }
}
