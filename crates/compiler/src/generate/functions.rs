//! Function definitions and lambdas: the child code, its defaults and annotations, decorators.

use super::Compiler;
use crate::docstring;
use crate::fold::fold;
use crate::mangle::mangle;
use crate::place::Place;
use crate::register::Register;
use crate::scope::{Owner, Scope, ScopeId};
use crate::unit::Unit;
use crate::walk;
use hognose_bytecode::*;
use hognose_source::Span;
use hognose_syntax::ast::*;

/// More parameters than this do not fit the registers.
const PARAMETER_LIMIT: usize = 200;

impl<'a> Compiler<'a> {
    pub(crate) fn function_definition(&mut self, definition: &'a FunctionDef) {
        self.refuse_type_parameters(&definition.type_params);
        self.forbid_debug(&definition.name.name, definition.span);
        let name = &definition.name.name;
        if definition.decorators.is_empty()
            && let Some(register) = self.plain_register(name)
        {
            self.function(definition, register);
            self.mark_bound(register);
            return;
        }
        let result = self.decorated(&definition.decorators, |compiler, dst| compiler.function(definition, dst));
        self.store_name(name, definition.span, result);
    }

    /// Evaluates the decorators, then what they decorate, and applies them from the last to the first.
    pub(crate) fn decorated(&mut self, decorators: &'a [Expr], make: impl FnOnce(&mut Self, Register)) -> Register {
        let callees: Vec<Register> = decorators
            .iter()
            .map(|decorator| {
                let callee = self.unit.temporary();
                self.expr_into(decorator, callee);
                callee
            })
            .collect();
        let result = self.unit.temporary();
        make(self, result);
        for (decorator, callee) in decorators.iter().zip(&callees).rev() {
            self.unit.span = decorator.span;
            self.unit.emit(Op::Call { dst: callee.output(), base: callee.window(), argc: Count(1) });
        }
        callees.first().copied().unwrap_or(result)
    }

    pub(crate) fn refuse_type_parameters(&mut self, parameters: &[TypeParam]) {
        if let Some(parameter) = parameters.first() {
            let help = "leave them out; annotations need no type parameters to run";
            self.unsupported(parameter.span, "type parameters are not supported", help);
        }
    }

    fn function(&mut self, definition: &'a FunctionDef, dst: Register) {
        let mark = self.unit.top;
        let annotations: Vec<(&Identifier, &'a Expr)> = walk::annotated(&definition.parameters).collect();
        let extras = self.function_extras(&definition.parameters, annotations, definition.returns.as_ref());
        let scope = self.tree.of(definition);
        let code = self.child(scope, |compiler| {
            let qualname = compiler.qualname(&definition.name.name);
            let name = &definition.name.name;
            compiler.enter(Unit::new(scope, CodeKind::Function, name, &qualname, definition.span));
            let facts = compiler.tree.scope(scope);
            compiler.unit.flavor = match (definition.is_async, facts.has_yield) {
                (false, false) => Flavor::Plain,
                (false, true) => Flavor::Generator,
                (true, false) => Flavor::Coroutine,
                (true, true) => Flavor::AsyncGenerator,
            };
            compiler.unit.docstring = docstring::of(&definition.body).map(Into::into);
            compiler.parameters(&definition.parameters, facts);
            compiler.statements(&definition.body);
        });
        self.unit.span = definition.span;
        self.make_function(dst, extras, code);
        self.unit.top = mark;
    }

    pub(crate) fn lambda(&mut self, lambda: &'a Lambda, span: Span, dst: Register) {
        let extras = self.function_extras(&lambda.parameters, Vec::new(), None);
        let scope = self.tree.of(lambda);
        let code = self.child(scope, |compiler| {
            let qualname = compiler.qualname("<lambda>");
            compiler.enter(Unit::new(scope, CodeKind::Lambda, "<lambda>", &qualname, span));
            let facts = compiler.tree.scope(scope);
            compiler.unit.flavor = if facts.has_yield { Flavor::Generator } else { Flavor::Plain };
            compiler.parameters(&lambda.parameters, facts);
            let value = compiler.operand(&lambda.body);
            compiler.unit.span = lambda.body.span;
            compiler.unit.emit_end(Op::Return { src: value.input() });
        });
        self.unit.span = span;
        self.make_function(dst, extras, code);
    }

    /// The child code of `scope`, compiled once even where the source is compiled twice (a `finally` body).
    pub(crate) fn child(&mut self, scope: ScopeId, body: impl FnOnce(&mut Self)) -> ChildIndex {
        if let Some(index) = self.unit.child_of_scope.get(&scope).copied() {
            self.warnings.extend(self.child_warnings.get(&scope).into_iter().flatten().cloned());
            return index;
        }
        let captures = self.captures(scope);
        let first = self.warnings.len();
        body(self);
        if let Some(warnings @ [_, ..]) = self.warnings.get(first..) {
            self.child_warnings.insert(scope, warnings.to_vec());
        }
        self.unit.captures = captures;
        self.leave()
    }

    /// The registers of this frame whose cells the code of `scope` captures.
    fn captures(&self, scope: ScopeId) -> Vec<u8> {
        let register = |name: &Name| match self.tree.owner_outside(scope, name) {
            Owner::Scope(owner) if self.tree.scope(owner).frame == self.unit.scope => {
                match self.unit.places.get(&(owner, name.clone())) {
                    Some(Place::Cell(register)) => *register,
                    Some(Place::Plain(_) | Place::Spill(_)) | None => Register::NONE,
                }
            }
            Owner::Class(class) if class == self.unit.scope => self.unit.class_cell.unwrap_or(Register::NONE),
            Owner::Scope(_) | Owner::Class(_) | Owner::Global => {
                self.unit.free.get(name).copied().unwrap_or(Register::NONE)
            }
        };
        self.tree.scope(scope).free.iter().map(|name| register(name).0).collect()
    }

    fn parameters(&mut self, parameters: &Parameters, scope: &Scope) {
        let names: Vec<Name> = walk::parameters(parameters)
            .map(|parameter| {
                self.forbid_debug(&parameter.name.name, parameter.name.span);
                mangle(scope.private.as_deref(), &parameter.name.name)
            })
            .collect();
        if names.len() > PARAMETER_LIMIT {
            let text = format!("a function with {} parameters is not supported", names.len());
            self.unsupported(
                self.unit.definition,
                text,
                format!("pass a list or an object (the limit is {PARAMETER_LIMIT})"),
            );
        }
        let count = |length: usize| length.min(PARAMETER_LIMIT) as u8;
        self.unit.parameters = ParameterSpec {
            positional_only: count(parameters.positional_only.len()),
            positional: count(parameters.positional_only.len() + parameters.positional_or_keyword.len()),
            keyword_only: count(parameters.keyword_only.len()),
            var_positional: parameters.var_positional.is_some(),
            var_keyword: parameters.var_keyword.is_some(),
        };
        self.lay_out(names.get(..names.len().min(PARAMETER_LIMIT)).unwrap_or_default());
    }

    /// Evaluates defaults and annotations into a new window for `MakeFunction`.
    fn function_extras(
        &mut self,
        parameters: &'a Parameters,
        annotations: Vec<(&Identifier, &'a Expr)>,
        returns: Option<&'a Expr>,
    ) -> (Register, u8) {
        let positional: Vec<&'a Expr> = walk::positional(parameters).filter_map(|p| p.default.as_ref()).collect();
        let keyword: Vec<(&Name, &'a Expr)> = parameters
            .keyword_only
            .iter()
            .filter_map(|parameter| Some((&parameter.name.name, parameter.default.as_ref()?)))
            .collect();
        let needed = match (positional.is_empty(), keyword.is_empty(), annotations.is_empty() && returns.is_none()) {
            (_, _, false) => 3,
            (_, false, true) => 2,
            (false, true, true) => 1,
            (true, true, true) => 0,
        };
        let base = self.unit.temporaries(needed);
        let mut has = 0;
        if !positional.is_empty() {
            has |= 1;
            self.default_tuple(&positional, base);
        }
        if !keyword.is_empty() {
            has |= 2;
            let dict = base.above(1);
            self.unit.emit(Op::BuildDict { dst: dict.output(), base: dict.window(), count: Count(0) });
            for (name, value) in keyword {
                let mark = self.unit.top;
                let name = self.mangled(name);
                self.dict_entry(dict, &name, |compiler| compiler.operand(value));
                self.unit.top = mark;
            }
        }
        if needed == 3 {
            has |= 4;
            let dict = base.above(2);
            self.unit.emit(Op::BuildDict { dst: dict.output(), base: dict.window(), count: Count(0) });
            for (name, annotation) in annotations {
                let name = self.mangled(&name.name);
                self.dict_entry(dict, &name, |compiler| compiler.annotation(annotation));
            }
            if let Some(returns) = returns {
                self.dict_entry(dict, "return", |compiler| compiler.annotation(returns));
            }
        }
        (base, has)
    }

    fn dict_entry(&mut self, dict: Register, name: &str, value: impl FnOnce(&mut Self) -> Register) {
        let mark = self.unit.top;
        let value = value(self);
        let key = self.unit.temporary();
        self.load_constant(Const::Str(name.into()), key);
        self.unit.emit(Op::DictSet { dict: dict.input(), key: key.input(), value: value.input() });
        self.unit.top = mark;
    }

    fn default_tuple(&mut self, values: &[&'a Expr], dst: Register) {
        let mark = self.unit.top;
        let constants: Option<Vec<Const>> = values.iter().map(|value| fold(value)).collect();
        if let Some(constants) = constants {
            self.load_constant(Const::Tuple(constants.into()), dst);
        } else if values.len() <= 16 {
            let first = Register(self.unit.top.min(255) as u8);
            for value in values {
                let register = self.unit.temporary();
                self.expr_into(value, register);
            }
            let count = Count(values.len() as u8);
            self.unit.emit(Op::BuildTuple { dst: dst.output(), base: first.window(), count });
        } else {
            self.unit.emit(Op::BuildList { dst: dst.output(), base: dst.window(), count: Count(0) });
            for value in values {
                let src = self.operand(value);
                self.unit.emit(Op::ListAppend { list: dst.input(), src: src.input() });
                self.unit.top = mark;
            }
            self.unit.emit(Op::ListToTuple { dst: dst.output(), src: dst.input() });
        }
        self.unit.top = mark;
    }

    fn make_function(&mut self, dst: Register, (base, has): (Register, u8), code: ChildIndex) {
        let base = if has == 0 { Register::NONE } else { base };
        self.unit.emit(Op::MakeFunction { dst: dst.output(), base: base.window(), has: Count(has), code });
    }

    /// R[dst] := a function of `code` without defaults and annotations.
    pub(crate) fn make_plain_function(&mut self, dst: Register, code: ChildIndex) {
        self.make_function(dst, (Register::NONE, 0), code);
    }
}
