//! Walks a file once and notes what each scope binds and uses (CPython's `symtable.c`, with its errors).

use super::{Scope, ScopeId, ScopeKind, ScopeTree, address};
use crate::mangle::mangle;
use crate::walk::{annotated, argument_value, left_spine, parameter_defaults, parameters};
use hognose_source::{Diagnostic, Span};
use hognose_syntax::ast::*;
use std::collections::{BTreeSet, HashMap};

/// How a name is met.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    Read,
    Bind,
    Parameter,
    /// A comprehension's own variable.
    Iteration,
    Annotated,
}

struct Collector {
    tree: ScopeTree,
    current: ScopeId,
    errors: Vec<Diagnostic>,
    /// Inside an annotation that is kept as text.
    in_annotation: bool,
}

pub(super) fn collect(module: &Module) -> (ScopeTree, Vec<Diagnostic>) {
    let tree = ScopeTree {
        scopes: Vec::new(),
        by_node: HashMap::new(),
        rebinds_super: false,
        future_annotations: crate::future::has_annotations(module),
    };
    let mut collector = Collector { tree, current: ScopeId::MODULE, errors: Vec::new(), in_annotation: false };
    collector.push_scope(ScopeKind::Module, None, None);
    collector.statements(&module.body);
    (collector.tree, collector.errors)
}

impl Collector {
    fn push_scope(&mut self, kind: ScopeKind, parent: Option<ScopeId>, private: Option<Name>) -> ScopeId {
        let id = ScopeId(self.tree.scopes.len() as u32);
        let mut scope = Scope {
            kind,
            parent,
            frame: id,
            inlined: Vec::new(),
            symbols: HashMap::new(),
            order: Vec::new(),
            private,
            is_async: false,
            has_yield: false,
            awaits: false,
            has_annotations: false,
            free: BTreeSet::new(),
            needs_class_cell: false,
            iterable_depth: 0,
        };
        if let Some(parent) = parent {
            let outer = self.tree.scope(parent);
            scope.iterable_depth = outer.iterable_depth;
            if scope.is_inlined() {
                scope.frame = outer.frame;
                self.tree.scope_mut(parent).inlined.push(id);
            }
        }
        self.tree.scopes.push(scope);
        id
    }

    fn enter<T>(&mut self, node: &T, kind: ScopeKind, private: Option<Name>) -> ScopeId {
        let id = self.push_scope(kind, Some(self.current), private);
        self.tree.by_node.insert(address(node), id);
        std::mem::replace(&mut self.current, id)
    }

    fn scope(&mut self) -> &mut Scope {
        self.tree.scope_mut(self.current)
    }

    fn error(&mut self, span: Span, message: impl Into<String>) {
        self.errors.push(Diagnostic::syntax(span, message));
    }

    fn name(&mut self, name: &Name, how: Use, span: Span) {
        let mangled = mangle(self.scope().private.as_deref(), name);
        self.mangled_name(self.current, mangled, how, span);
    }

    fn mangled_name(&mut self, scope: ScopeId, name: Name, how: Use, span: Span) {
        if how != Use::Read && &*name == "super" {
            self.tree.rebinds_super = true;
        }
        let scope = self.tree.scope_mut(scope);
        if !scope.symbols.contains_key(&name) {
            scope.order.push(name.clone());
        }
        let symbol = scope.symbols.entry(name.clone()).or_default();
        let (repeated, rebound) = (how == Use::Parameter && symbol.parameter, symbol.walrus_outside);
        match how {
            Use::Read => symbol.used = true,
            Use::Bind => symbol.bound = true,
            Use::Parameter => (symbol.bound, symbol.parameter) = (true, true),
            Use::Iteration => (symbol.bound, symbol.iteration) = (true, true),
            Use::Annotated => (symbol.bound, symbol.annotated) = (true, true),
        }
        if repeated {
            self.error(span, format!("duplicate argument '{name}' in function definition"));
        } else if how == Use::Iteration && rebound {
            let text = "comprehension inner loop cannot rebind assignment expression target";
            self.error(span, format!("{text} '{name}'"));
        }
    }

    fn statements(&mut self, body: &[Stmt]) {
        body.iter().for_each(|statement| self.statement(statement));
    }

    fn statement(&mut self, statement: &Stmt) {
        match &statement.kind {
            StmtKind::Expr(value) => self.expr(value),
            StmtKind::Assign { targets, value } => {
                targets.iter().for_each(|target| self.target(target, Use::Bind));
                self.expr(value);
            }
            StmtKind::AugAssign { target, value, .. } => {
                self.target(target, Use::Bind);
                self.expr(value);
            }
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                self.annotated_assignment(target, annotation, value.is_some(), *simple, statement.span);
                self.optional(value);
            }
            StmtKind::Delete(targets) => targets.iter().for_each(|target| self.target(target, Use::Bind)),
            StmtKind::Return(value) => self.optional(value),
            StmtKind::Raise { exception, cause } => {
                self.optional(exception);
                self.optional(cause);
            }
            StmtKind::Global(names) => names.iter().for_each(|name| self.directive(name, statement.span, "global")),
            StmtKind::Nonlocal(names) => names.iter().for_each(|name| self.directive(name, statement.span, "nonlocal")),
            StmtKind::Assert { test, message } => {
                self.expr(test);
                self.optional(message);
            }
            StmtKind::Import(names) => names.iter().for_each(|import| self.import(import, true)),
            StmtKind::ImportFrom { names, star, .. } => self.import_from(names, *star, statement.span),
            StmtKind::TypeAlias { .. } | StmtKind::Pass | StmtKind::Break | StmtKind::Continue | StmtKind::Error => {}
            StmtKind::FunctionDef(definition) => self.function(definition),
            StmtKind::ClassDef(definition) => self.class(definition),
            StmtKind::If { .. }
            | StmtKind::While { .. }
            | StmtKind::For { .. }
            | StmtKind::Try { .. }
            | StmtKind::With { .. }
            | StmtKind::Match { .. } => self.compound(statement),
        }
    }

    fn compound(&mut self, statement: &Stmt) {
        match &statement.kind {
            StmtKind::If { branches, orelse } => {
                for (test, body) in branches {
                    self.expr(test);
                    self.statements(body);
                }
                self.statements(orelse);
            }
            StmtKind::While { test, body, orelse } => {
                self.expr(test);
                self.statements(body);
                self.statements(orelse);
            }
            StmtKind::For { target, iter, body, orelse, .. } => {
                self.target(target, Use::Bind);
                self.expr(iter);
                self.statements(body);
                self.statements(orelse);
            }
            StmtKind::Try { body, handlers, orelse, finalbody, .. } => {
                self.statements(body);
                for handler in handlers {
                    self.optional(&handler.exception);
                    handler.name.iter().for_each(|name| self.name(&name.name, Use::Bind, name.span));
                    self.statements(&handler.body);
                }
                self.statements(orelse);
                self.statements(finalbody);
            }
            StmtKind::With { items, body, .. } => {
                for item in items {
                    self.expr(&item.context);
                    item.target.iter().for_each(|target| self.target(target, Use::Bind));
                }
                self.statements(body);
            }
            StmtKind::Match { subject, cases } => {
                self.expr(subject);
                for case in cases {
                    self.pattern(&case.pattern);
                    self.optional(&case.guard);
                    self.statements(&case.body);
                }
            }
            _ => {}
        }
    }

    fn annotated_assignment(&mut self, target: &Expr, annotation: &Expr, has_value: bool, simple: bool, span: Span) {
        if let ExprKind::Name(name) = &target.kind {
            let mangled = mangle(self.scope().private.as_deref(), name);
            let (module, symbol) =
                (self.scope().kind == ScopeKind::Module, self.scope().symbols.get(&mangled).cloned());
            let symbol = symbol.unwrap_or_default();
            if simple && (symbol.global || symbol.nonlocal) && !module {
                let kind = if symbol.global { "global" } else { "nonlocal" };
                self.error(span, format!("annotated name '{name}' can't be {kind}"));
                return;
            }
            // `(name): annotation` is a mere expression where no value is assigned.
            if simple || has_value {
                self.name(name, if simple { Use::Annotated } else { Use::Bind }, target.span);
            }
        } else {
            self.target(target, Use::Bind);
        }
        if simple {
            self.scope().has_annotations = true;
        }
        self.annotation(annotation);
    }

    fn annotation(&mut self, annotation: &Expr) {
        let outer = std::mem::replace(&mut self.in_annotation, self.tree.future_annotations);
        self.expr(annotation);
        self.in_annotation = outer;
    }

    fn directive(&mut self, identifier: &Identifier, span: Span, kind: &str) {
        let name = mangle(self.scope().private.as_deref(), &identifier.name);
        let symbol = self.scope().symbols.get(&name).cloned().unwrap_or_default();
        let shown = &identifier.name;
        let message = match () {
            _ if kind == "nonlocal" && self.scope().kind == ScopeKind::Module => {
                Some("nonlocal declaration not allowed at module level".to_owned())
            }
            _ if symbol.parameter => Some(format!("name '{shown}' is parameter and {kind}")),
            _ if symbol.used => Some(format!("name '{shown}' is used prior to {kind} declaration")),
            _ if symbol.annotated => Some(format!("annotated name '{shown}' can't be {kind}")),
            _ if symbol.bound => Some(format!("name '{shown}' is assigned to before {kind} declaration")),
            _ => None,
        };
        if let Some(message) = message {
            self.error(span, message);
        }
        let scope = self.scope();
        if !scope.symbols.contains_key(&name) {
            scope.order.push(name.clone());
        }
        let symbol = scope.symbols.entry(name).or_default();
        if kind == "global" {
            symbol.global = true;
        } else {
            symbol.nonlocal = true;
        }
        symbol.directive.get_or_insert(span);
    }

    fn import(&mut self, import: &ImportName, dotted: bool) {
        let bound = import.alias.as_ref().unwrap_or(&import.name);
        let first = bound.name.split('.').next().unwrap_or_default();
        let name = if dotted && import.alias.is_none() { first.into() } else { bound.name.clone() };
        self.name(&name, Use::Bind, import.span);
    }

    fn import_from(&mut self, names: &[ImportName], star: bool, span: Span) {
        if star && self.scope().kind != ScopeKind::Module {
            // CPython's span is that of the star, which ends the statement.
            let place = Span::new(span.end.saturating_sub(1), span.end);
            self.error(place, "import * only allowed at module level");
        }
        names.iter().for_each(|import| self.import(import, false));
    }

    fn function(&mut self, definition: &FunctionDef) {
        self.name(&definition.name.name, Use::Bind, definition.name.span);
        parameter_defaults(&definition.parameters).for_each(|value| self.expr(value));
        annotated(&definition.parameters).for_each(|(_, annotation)| self.annotation(annotation));
        definition.returns.iter().for_each(|annotation| self.annotation(annotation));
        definition.decorators.iter().for_each(|decorator| self.expr(decorator));
        let private = self.scope().private.clone();
        let outer = self.enter(definition, ScopeKind::Function, private);
        self.scope().is_async = definition.is_async;
        self.scope().iterable_depth = 0;
        self.parameters(&definition.parameters);
        self.statements(&definition.body);
        self.current = outer;
    }

    fn parameters(&mut self, list: &Parameters) {
        for parameter in parameters(list) {
            self.name(&parameter.name.name, Use::Parameter, parameter.name.span);
        }
    }

    fn class(&mut self, definition: &ClassDef) {
        self.name(&definition.name.name, Use::Bind, definition.name.span);
        definition.arguments.iter().for_each(|argument| self.expr(argument_value(argument)));
        definition.decorators.iter().for_each(|decorator| self.expr(decorator));
        let outer = self.enter(definition, ScopeKind::Class, Some(definition.name.name.clone()));
        self.statements(&definition.body);
        self.current = outer;
    }

    fn target(&mut self, target: &Expr, how: Use) {
        match &target.kind {
            ExprKind::Name(name) => self.name(name, how, target.span),
            ExprKind::Tuple(items) | ExprKind::List(items) => items.iter().for_each(|item| self.target(item, how)),
            ExprKind::Starred(value) => self.target(value, how),
            _ => self.expr(target),
        }
    }

    fn pattern(&mut self, pattern: &Pattern) {
        match &pattern.kind {
            PatternKind::Wildcard | PatternKind::Star(None) => {}
            PatternKind::Capture(name) | PatternKind::Star(Some(name)) => self.name(&name.name, Use::Bind, name.span),
            PatternKind::Value(value) | PatternKind::Literal(value) => self.expr(value),
            PatternKind::Or(patterns) | PatternKind::Sequence(patterns) => {
                patterns.iter().for_each(|pattern| self.pattern(pattern));
            }
            PatternKind::As { pattern, name } => {
                self.pattern(pattern);
                self.name(&name.name, Use::Bind, name.span);
            }
            PatternKind::Mapping { items, rest } => {
                for (key, pattern) in items {
                    self.expr(key);
                    self.pattern(pattern);
                }
                rest.iter().for_each(|name| self.name(&name.name, Use::Bind, name.span));
            }
            PatternKind::Class { class, positional, keyword } => {
                self.expr(class);
                positional.iter().for_each(|pattern| self.pattern(pattern));
                keyword.iter().for_each(|(_, pattern)| self.pattern(pattern));
            }
        }
    }

    fn optional(&mut self, value: &Option<Expr>) {
        value.iter().for_each(|value| self.expr(value));
    }

    fn exprs(&mut self, items: &[Expr]) {
        items.iter().for_each(|item| self.expr(item));
    }

    fn expr(&mut self, expr: &Expr) {
        let (leaf, nodes) = left_spine(expr);
        self.leaf(leaf);
        for node in nodes {
            match &node.kind {
                ExprKind::Binary { right, .. } => self.expr(right),
                ExprKind::Subscript { index, .. } => self.expr(index),
                ExprKind::Call { arguments, .. } => {
                    arguments.iter().for_each(|argument| self.expr(argument_value(argument)));
                }
                _ => {}
            }
        }
    }

    fn leaf(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Name(name) => {
                self.name(name, Use::Read, expr.span);
                if &**name == "super" && self.scope().is_function_like() {
                    self.mangled_name(self.current, "__class__".into(), Use::Read, expr.span);
                }
            }
            ExprKind::FString(parts) => self.fstring(parts),
            ExprKind::Tuple(items) | ExprKind::List(items) | ExprKind::Set(items) => self.exprs(items),
            ExprKind::Dict(items) => {
                for (key, value) in items {
                    self.optional(key);
                    self.expr(value);
                }
            }
            ExprKind::Unary { operand, .. } => self.expr(operand),
            ExprKind::Bool { operands, .. } => self.exprs(operands),
            ExprKind::Compare { left, rest } => {
                self.expr(left);
                rest.iter().for_each(|(_, right)| self.expr(right));
            }
            ExprKind::Conditional { test, body, orelse } => {
                [test, body, orelse].into_iter().for_each(|part| self.expr(part))
            }
            ExprKind::Lambda(lambda) => self.lambda(lambda),
            ExprKind::Named { target, value } => self.named(target, value, expr.span),
            ExprKind::Starred(value) => self.expr(value),
            ExprKind::Slice { lower, upper, step } => {
                [lower, upper, step].into_iter().flatten().for_each(|part| self.expr(part));
            }
            ExprKind::Comprehension(comprehension) => self.comprehension(comprehension, expr.span),
            ExprKind::Yield(value) => {
                value.iter().for_each(|value| self.expr(value));
                self.yields(expr.span);
            }
            ExprKind::YieldFrom(value) => {
                self.expr(value);
                self.yields(expr.span);
            }
            ExprKind::Await(value) => {
                if self.in_annotation {
                    self.error(expr.span, "await expression cannot be used within an annotation");
                }
                self.expr(value);
                self.scope().awaits = true;
            }
            ExprKind::None
            | ExprKind::True
            | ExprKind::False
            | ExprKind::Ellipsis
            | ExprKind::Number(_)
            | ExprKind::Str(_)
            | ExprKind::Bytes(_)
            | ExprKind::Binary { .. }
            | ExprKind::Attribute { .. }
            | ExprKind::Subscript { .. }
            | ExprKind::Call { .. }
            | ExprKind::Error => {}
        }
    }

    fn fstring(&mut self, parts: &[FStringPart]) {
        for part in parts {
            if let FStringPart::Field(field) = part {
                self.expr(&field.value);
                field.format_spec.iter().for_each(|parts| self.fstring(parts));
            }
        }
    }

    fn lambda(&mut self, lambda: &Lambda) {
        parameter_defaults(&lambda.parameters).for_each(|value| self.expr(value));
        let private = self.scope().private.clone();
        let outer = self.enter(lambda, ScopeKind::Lambda, private);
        self.parameters(&lambda.parameters);
        self.expr(&lambda.body);
        self.current = outer;
    }

    fn yields(&mut self, span: Span) {
        if self.in_annotation {
            self.error(span, "yield expression cannot be used within an annotation");
        }
        self.scope().has_yield = true;
        if let ScopeKind::Comprehension(kind) = self.scope().kind {
            let place = match kind {
                ComprehensionKind::List => "list comprehension",
                ComprehensionKind::Set => "set comprehension",
                ComprehensionKind::Dict => "dict comprehension",
                ComprehensionKind::Generator => "generator expression",
            };
            self.error(span, format!("'yield' inside {place}"));
        }
    }

    fn named(&mut self, target: &Identifier, value: &Expr, span: Span) {
        if self.in_annotation {
            self.error(span, "named expression cannot be used within an annotation");
        }
        if self.scope().iterable_depth > 0 {
            self.error(span, "assignment expression cannot be used in a comprehension iterable expression");
            return;
        }
        let owner = if matches!(self.scope().kind, ScopeKind::Comprehension(_)) {
            self.binder_outside_comprehensions(target)
        } else {
            Some(self.current)
        };
        self.expr(value);
        if let Some(owner) = owner {
            let name = mangle(self.scope().private.as_deref(), &target.name);
            self.mangled_name(owner, name.clone(), Use::Bind, target.span);
            if let Some(symbol) = self.tree.scope_mut(owner).symbols.get_mut(&name) {
                symbol.walrus = true;
            }
        }
    }

    /// The scope that `:=` inside a comprehension binds in (PEP 572).
    fn binder_outside_comprehensions(&mut self, target: &Identifier) -> Option<ScopeId> {
        let name = mangle(self.scope().private.as_deref(), &target.name);
        let mut current = self.current;
        loop {
            let scope = self.tree.scope_mut(current);
            match scope.kind {
                ScopeKind::Comprehension(_) => {
                    if scope.symbols.get(&name).is_some_and(|symbol| symbol.iteration) {
                        let text = "assignment expression cannot rebind comprehension iteration variable";
                        self.error(target.span, format!("{text} '{name}'"));
                        return None;
                    }
                    if !scope.symbols.contains_key(&name) {
                        scope.order.push(name.clone());
                    }
                    let symbol = scope.symbols.entry(name.clone()).or_default();
                    (symbol.used, symbol.walrus_outside) = (true, true);
                    current = scope.parent?;
                }
                ScopeKind::Class => {
                    let text = "assignment expression within a comprehension cannot be used in a class body";
                    self.error(target.span, text);
                    return None;
                }
                ScopeKind::Function | ScopeKind::Lambda | ScopeKind::Module => return Some(current),
            }
        }
    }

    fn comprehension(&mut self, comprehension: &Comprehension, span: Span) {
        let Some((first, rest)) = comprehension.clauses.split_first() else { return };
        if self.in_annotation && comprehension.clauses.iter().any(|clause| clause.is_async) {
            self.error(span, "asynchronous comprehension cannot be used within an annotation");
        }
        self.iterable(&first.iter);
        let private = self.scope().private.clone();
        let outer = self.enter(comprehension, ScopeKind::Comprehension(comprehension.kind), private);
        self.scope().awaits = first.is_async;
        self.target(&first.target, Use::Iteration);
        self.exprs(&first.conditions);
        for clause in rest {
            self.scope().awaits |= clause.is_async;
            self.target(&clause.target, Use::Iteration);
            self.iterable(&clause.iter);
            self.exprs(&clause.conditions);
        }
        self.optional(&comprehension.value);
        self.expr(&comprehension.element);
        let awaits = self.scope().awaits && comprehension.kind != ComprehensionKind::Generator;
        self.current = outer;
        self.scope().awaits |= awaits;
    }

    fn iterable(&mut self, iter: &Expr) {
        self.scope().iterable_depth += 1;
        self.expr(iter);
        let scope = self.scope();
        scope.iterable_depth = scope.iterable_depth.saturating_sub(1);
    }
}
