//! Where variables live: which register, cell or spill slot each gets, and the code that reads and writes them.

use crate::generate::Compiler;
use crate::mangle::mangle;
use crate::register::{Bound, Register};
use crate::scope::{Resolution, ScopeId};
use hognose_bytecode::*;
use hognose_source::{Diagnostic, Span};
use hognose_syntax::ast::Name;
use std::collections::HashMap;

/// Where a variable of this frame is kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Place {
    /// In a register.
    Plain(Register),
    /// In the cell that the register holds.
    Cell(Register),
    /// In an entry of the spill block; the index is also that of its name.
    Spill(u32),
}

/// What a name means at some point of the code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Variable {
    Plain(Register),
    Cell(Register),
    Spill(u32),
    Global,
    /// In the class namespace, else global.
    Namespace,
    /// In the class namespace, else in the cell.
    NamespaceOrCell(Register),
}

/// Named registers of a frame, as long as there are more variables than this.
const NAMED_LIMIT: usize = 160;
/// Parameters and captured variables cannot be spilled; beyond this many a function is refused.
const FIXED_LIMIT: usize = 200;

/// The namespace of a class body.
pub(crate) const NAMESPACE: Register = Register(1);

struct Wanted {
    scope: ScopeId,
    name: Name,
    is_cell: bool,
    /// How many comprehensions around it, in this frame, bind the same name: siblings share, nested ones do not.
    depth: u32,
}

impl<'a> Compiler<'a> {
    /// Assigns registers to the parameters and variables of the current frame and emits what sets them up.
    pub(crate) fn lay_out(&mut self, parameters: &[Name]) {
        let frame = self.unit.scope;
        let mut next = 1;
        let mut cells = Vec::new();
        for name in parameters {
            let is_cell = self.tree.scope(frame).symbols.get(name).is_some_and(|symbol| symbol.cell);
            let register = self.named(&mut next, name, if is_cell { LocalKind::Cell } else { LocalKind::Plain });
            let place = if is_cell { Place::Cell(register) } else { Place::Plain(register) };
            if is_cell {
                cells.push(register);
            }
            self.unit.bound.iter_mut().for_each(|bound| bound.insert(register));
            self.unit.places.insert((frame, name.clone()), place);
        }
        let free: Vec<Name> = self.tree.scope(frame).free.iter().cloned().collect();
        let first_free = Register(next.min(255) as u8);
        for name in &free {
            let register = self.named(&mut next, name, LocalKind::Free);
            self.unit.free.insert(name.clone(), register);
        }
        if self.tree.scope(frame).needs_class_cell {
            let register = self.named(&mut next, "__class__", LocalKind::Cell);
            self.unit.class_cell = Some(register);
            cells.push(register);
        }
        let wanted = self.wanted(frame, parameters);
        self.assign(wanted, &mut next, &mut cells);
        self.unit.first_temporary = next as u16;
        self.unit.top = next as u16;
        if !free.is_empty() {
            self.unit.emit(Op::CopyFree { first: first_free.window(), count: Count(free.len().min(255) as u8) });
        }
        cells.into_iter().for_each(|cell| self.unit.emit(Op::MakeCell { local: cell.update() }));
        if let Some(block) = self.unit.spill {
            self.unit.emit(Op::BuildList { dst: block.output(), base: block.window(), count: Count(0) });
        }
    }

    fn named(&mut self, next: &mut usize, name: &str, kind: LocalKind) -> Register {
        let register = Register((*next).min(255) as u8);
        *next += 1;
        self.unit.locals.push(Local { name: name.into(), register: register.0, kind });
        register
    }

    /// The variables of the frame that are no parameters, those of inlined comprehensions included.
    fn wanted(&self, frame: ScopeId, parameters: &[Name]) -> Vec<Wanted> {
        let mut wanted = Vec::new();
        let scope = self.tree.scope(frame);
        if scope.is_function_like() {
            for name in scope.order.iter().filter(|name| !parameters.contains(name) && scope.binds(name)) {
                let is_cell = scope.symbols.get(name).is_some_and(|symbol| symbol.cell);
                wanted.push(Wanted { scope: frame, name: name.clone(), is_cell, depth: u32::MAX });
            }
        }
        let mut depths = HashMap::new();
        self.wanted_inside(frame, &mut depths, &mut wanted);
        wanted
    }

    fn wanted_inside(&self, outer: ScopeId, depths: &mut HashMap<Name, u32>, wanted: &mut Vec<Wanted>) {
        for id in self.tree.scope(outer).inlined.iter().copied() {
            let scope = self.tree.scope(id);
            let own: Vec<&Name> = scope.order.iter().filter(|name| scope.binds(name)).collect();
            for name in own.iter().copied() {
                let is_cell = scope.symbols.get(name).is_some_and(|symbol| symbol.cell);
                let depth = *depths.entry(name.clone()).and_modify(|depth| *depth += 1).or_insert(0);
                wanted.push(Wanted { scope: id, name: name.clone(), is_cell, depth });
            }
            self.wanted_inside(id, depths, wanted);
            for name in own {
                match depths.get_mut(name) {
                    Some(depth) if *depth > 0 => *depth -= 1,
                    _ => {
                        depths.remove(name);
                    }
                }
            }
        }
    }

    fn assign(&mut self, wanted: Vec<Wanted>, next: &mut usize, cells: &mut Vec<Register>) {
        let key = |variable: &Wanted| (variable.name.clone(), variable.is_cell, variable.depth);
        let mut shared: HashMap<_, Option<Place>> = wanted.iter().map(|variable| (key(variable), None)).collect();
        let fixed = *next + shared.keys().filter(|(_, is_cell, _)| *is_cell).count();
        if fixed > FIXED_LIMIT {
            let text = format!("a function with {fixed} parameters and captured variables is not supported");
            let help = format!("group them in a list, a dict or an object (the limit is {FIXED_LIMIT})");
            self.errors.push(Diagnostic::unsupported(self.unit.definition, text, help));
        }
        let total = *next + shared.len();
        let mut plain_left = if total <= NAMED_LIMIT {
            usize::MAX
        } else {
            self.unit.spill = Some(Register((*next).min(255) as u8));
            *next += 1;
            NAMED_LIMIT.saturating_sub(fixed)
        };
        for variable in wanted {
            let entry = shared.entry(key(&variable)).or_default();
            let place = match *entry {
                Some(place) => place,
                None if variable.is_cell => {
                    let register = Register((*next).min(255) as u8);
                    *next += 1;
                    self.unit.locals.push(Local {
                        name: (&*variable.name).into(),
                        register: register.0,
                        kind: LocalKind::Cell,
                    });
                    // A comprehension's cells are made anew each time it is entered.
                    if variable.scope == self.unit.scope {
                        cells.push(register);
                    }
                    Place::Cell(register)
                }
                None if plain_left == 0 => Place::Spill(self.unit.names.push(&variable.name)),
                None => {
                    plain_left -= 1;
                    let register = Register((*next).min(255) as u8);
                    *next += 1;
                    self.unit.locals.push(Local {
                        name: (&*variable.name).into(),
                        register: register.0,
                        kind: LocalKind::Plain,
                    });
                    Place::Plain(register)
                }
            };
            *entry = Some(place);
            self.unit.places.insert((variable.scope, variable.name), place);
        }
    }

    /// The name as the current scope mangles it.
    pub(crate) fn mangled(&self, name: &Name) -> Name {
        mangle(self.tree.scope(self.current_scope()).private.as_deref(), name)
    }

    pub(crate) fn current_scope(&self) -> ScopeId {
        self.unit.scopes.last().copied().unwrap_or(self.unit.scope)
    }

    /// What `name` (mangled) means here.
    pub(crate) fn variable(&self, name: &Name) -> Variable {
        let scope = self.tree.scope(self.current_scope());
        let resolution = scope.symbols.get(name).map(|symbol| symbol.resolution).unwrap_or_default();
        let free = || self.unit.free.get(name).copied().unwrap_or(Register::NONE);
        match resolution {
            Resolution::Global => Variable::Global,
            Resolution::Local(owner) => match self.unit.places.get(&(owner, name.clone())) {
                Some(Place::Plain(register)) => Variable::Plain(*register),
                Some(Place::Cell(register)) => Variable::Cell(*register),
                Some(Place::Spill(index)) => Variable::Spill(*index),
                None => Variable::Global,
            },
            Resolution::Free => Variable::Cell(free()),
            Resolution::Namespace => Variable::Namespace,
            Resolution::NamespaceOrFree => Variable::NamespaceOrCell(free()),
            Resolution::ClassCell => Variable::Cell(self.unit.class_cell.unwrap_or(Register::NONE)),
        }
    }

    /// The register of a plain local variable.
    pub(crate) fn plain_register(&self, name: &Name) -> Option<Register> {
        match self.variable(&self.mangled(name)) {
            Variable::Plain(register) => Some(register),
            _ => None,
        }
    }

    /// Emits a check unless the local variable is known to be bound.
    pub(crate) fn check_bound(&mut self, register: Register) {
        if let Some(bound) = self.unit.bound
            && !bound.contains(register)
        {
            self.unit.emit(Op::CheckLocal { local: register.input() });
            self.mark_bound(register);
        }
    }

    pub(crate) fn is_bound(&self, register: Register) -> bool {
        self.unit.bound.is_none_or(|bound| bound.contains(register))
    }

    pub(crate) fn mark_bound(&mut self, register: Register) {
        self.unit.bound.iter_mut().for_each(|bound| bound.insert(register));
    }

    pub(crate) fn mark_unbound(&mut self, register: Register) {
        self.unit.bound.iter_mut().for_each(|bound| bound.remove(register));
    }

    /// The registers of the plain variables among `names`.
    pub(crate) fn registers_of(&self, names: &[Name]) -> Bound {
        let mut registers = Bound::default();
        names.iter().filter_map(|name| self.plain_register(name)).for_each(|register| registers.insert(register));
        registers
    }

    /// R[dst] := the variable
    pub(crate) fn load_name(&mut self, name: &Name, span: Span, dst: Register) {
        self.unit.span = span;
        if &**name == "__debug__" {
            self.unit.emit(Op::LoadSingleton { dst: dst.output(), value: Singleton::True });
            return;
        }
        let name = self.mangled(name);
        match self.variable(&name) {
            Variable::Plain(register) => {
                self.check_bound(register);
                self.move_to(dst, register);
            }
            Variable::Cell(cell) => self.unit.emit(Op::LoadCell { dst: dst.output(), cell: cell.input() }),
            Variable::Spill(index) => {
                let block = self.unit.spill.unwrap_or(Register::NONE);
                let index = NameIndex(index);
                self.unit.emit(Op::LoadSpill { dst: dst.output(), block: block.input(), index });
            }
            Variable::Global => {
                let site = self.unit.global_site(&name, false);
                self.unit.emit(Op::LoadGlobal { dst: dst.output(), site });
            }
            Variable::Namespace => {
                let name = self.unit.name_index(&name);
                self.unit.emit(Op::LoadName { dst: dst.output(), namespace: NAMESPACE.input(), name });
            }
            Variable::NamespaceOrCell(cell) => {
                let (namespace, name) = (NAMESPACE.input(), self.unit.name_index(&name));
                self.unit.emit(Op::LoadNameOrCell { dst: dst.output(), namespace, cell: cell.input(), name });
            }
        }
    }

    /// The variable := R[src]
    pub(crate) fn store_name(&mut self, name: &Name, span: Span, src: Register) {
        self.forbid_debug(name, span);
        self.unit.span = span;
        let name = self.mangled(name);
        match self.variable(&name) {
            Variable::Plain(register) => {
                self.move_to(register, src);
                self.mark_bound(register);
            }
            Variable::Cell(cell) => self.unit.emit(Op::StoreCell { cell: cell.input(), src: src.input() }),
            Variable::Spill(index) => self.store_spill(index, src),
            Variable::Global => {
                let site = self.unit.global_site(&name, true);
                self.unit.emit(Op::StoreGlobal { src: src.input(), site });
            }
            Variable::Namespace | Variable::NamespaceOrCell(_) => {
                let name = self.unit.name_index(&name);
                self.unit.emit(Op::StoreName { namespace: NAMESPACE.input(), src: src.input(), name });
            }
        }
    }

    fn store_spill(&mut self, index: u32, src: Register) {
        let block = self.unit.spill.unwrap_or(Register::NONE);
        self.unit.emit(Op::StoreSpill { block: block.input(), src: src.input(), index: NameIndex(index) });
    }

    /// `del name`
    pub(crate) fn delete_name(&mut self, name: &Name, span: Span) {
        if &**name == "__debug__" {
            self.errors.push(Diagnostic::syntax(span, "cannot delete __debug__"));
        }
        self.unit.span = span;
        let name = self.mangled(name);
        match self.variable(&name) {
            Variable::Plain(register) if self.is_bound(register) => self.clear_register(register),
            Variable::Plain(register) => self.unit.emit(Op::DeleteLocal { local: register.update() }),
            Variable::Cell(cell) => self.unit.emit(Op::DeleteCell { cell: cell.input() }),
            Variable::Spill(index) => {
                let mark = self.unit.top;
                let old = self.unit.temporary();
                let block = self.unit.spill.unwrap_or(Register::NONE);
                self.unit.emit(Op::LoadSpill { dst: old.output(), block: block.input(), index: NameIndex(index) });
                self.unit.emit(Op::ClearLocal { local: old.output() });
                self.store_spill(index, old);
                self.unit.top = mark;
            }
            Variable::Global => {
                let name = self.unit.name_index(&name);
                self.unit.emit(Op::DeleteGlobal { name });
            }
            Variable::Namespace | Variable::NamespaceOrCell(_) => {
                let name = self.unit.name_index(&name);
                self.unit.emit(Op::DeleteName { namespace: NAMESPACE.input(), name });
            }
        }
    }

    /// Unbinds the name of `except ... as name`, bound or not. As in CPython, `name = None; del name`.
    pub(crate) fn unbind_name(&mut self, name: &Name, span: Span) {
        self.unit.span = span;
        let mangled = self.mangled(name);
        match self.variable(&mangled) {
            Variable::Plain(register) => self.clear_register(register),
            Variable::Cell(cell) => self.unit.emit(Op::ClearCell { cell: cell.input() }),
            Variable::Spill(index) => {
                let mark = self.unit.top;
                let unbound = self.unit.temporary();
                self.unit.emit(Op::ClearLocal { local: unbound.output() });
                self.store_spill(index, unbound);
                self.unit.top = mark;
            }
            Variable::Global | Variable::Namespace | Variable::NamespaceOrCell(_) => {
                let mark = self.unit.top;
                let none = self.unit.temporary();
                self.unit.emit(Op::LoadSingleton { dst: none.output(), value: Singleton::None });
                self.store_name(name, span, none);
                self.delete_name(name, span);
                self.unit.top = mark;
            }
        }
    }

    pub(crate) fn clear_register(&mut self, register: Register) {
        self.unit.emit(Op::ClearLocal { local: register.output() });
        self.mark_unbound(register);
    }

    /// R[dst] := R[src]
    pub(crate) fn move_to(&mut self, dst: Register, src: Register) {
        if dst != src {
            self.unit.emit(Op::Move { dst: dst.output(), src: src.input() });
        }
    }

    pub(crate) fn forbid_debug(&mut self, name: &str, span: Span) {
        if name == "__debug__" {
            self.errors.push(Diagnostic::syntax(span, "cannot assign to __debug__"));
        }
    }
}
