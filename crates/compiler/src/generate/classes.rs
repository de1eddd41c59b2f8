//! Class definitions: the body's code and the call that makes the class.

use super::Compiler;
use crate::docstring;
use crate::place::NAMESPACE;
use crate::register::Register;
use crate::unit::Unit;
use hognose_bytecode::*;
use hognose_syntax::ast::*;

impl<'a> Compiler<'a> {
    pub(crate) fn class_definition(&mut self, definition: &'a ClassDef) {
        self.refuse_type_parameters(&definition.type_params);
        self.forbid_debug(&definition.name.name, definition.span);
        self.check_keywords(&definition.arguments);
        let result = self.decorated(&definition.decorators, |compiler, dst| compiler.class(definition, dst));
        self.store_name(&definition.name.name, definition.span, result);
    }

    fn class(&mut self, definition: &'a ClassDef, dst: Register) {
        let mark = self.unit.top;
        let code = self.class_body(definition);
        let base = self.unit.temporary();
        self.unit.span = definition.span;
        self.make_plain_function(base, code);
        let name = self.unit.temporary();
        self.load_constant(Const::Str((&*definition.name.name).into()), name);
        let (mut names, mut count) = (Vec::new(), 0_u8);
        for argument in &definition.arguments {
            match argument {
                Argument::Positional(value) => {
                    let register = self.unit.temporary();
                    self.expr_into(value, register);
                }
                Argument::Keyword(name, value, span) => {
                    if &*name.name == "metaclass" {
                        let help = "use a class decorator or __init_subclass__ in a base class";
                        self.unsupported(*span, "metaclasses are not supported", help);
                    }
                    names.push(Const::Str((&*name.name).into()));
                    let register = self.unit.temporary();
                    self.expr_into(value, register);
                }
                Argument::Star(_, span) | Argument::DoubleStar(_, span) => {
                    let help = "write the base classes and keywords out one by one";
                    self.unsupported(*span, "* and ** in the header of a class are not supported", help);
                }
            }
            count = count.saturating_add(1);
        }
        let names = ConstIndex(self.unit.constant(Const::Tuple(names.into())));
        self.unit.span = definition.span;
        self.unit.emit(Op::BuildClass { dst: dst.output(), base: base.window(), argc: Count(count), names });
        self.unit.top = mark;
    }

    fn class_body(&mut self, definition: &'a ClassDef) -> ChildIndex {
        let scope = self.tree.of(definition);
        self.child(scope, |compiler| {
            let qualname = compiler.qualname(&definition.name.name);
            let name = &definition.name.name;
            compiler.enter(Unit::new(scope, CodeKind::Class, name, &qualname, definition.span));
            compiler.unit.parameters = ParameterSpec { positional: 1, ..ParameterSpec::default() };
            compiler.lay_out(&[".namespace".into()]);
            compiler.class_header(definition, &qualname);
            compiler.statements(&definition.body);
            compiler.class_footer();
        })
    }

    fn class_header(&mut self, definition: &ClassDef, qualname: &str) {
        let mark = self.unit.top;
        let value = self.unit.temporary();
        let site = self.unit.global_site("__name__", false);
        self.unit.emit(Op::LoadGlobal { dst: value.output(), site });
        self.store_in_namespace("__module__", value);
        self.load_constant(Const::Str(qualname.into()), value);
        self.store_in_namespace("__qualname__", value);
        let start = definition.decorators.first().map_or(definition.span, |decorator| decorator.span).start;
        let line = self.file.line_column(start).line;
        self.load_constant(Const::Int(i64::from(line)), value);
        self.store_in_namespace("__firstlineno__", value);
        if self.tree.scope(self.unit.scope).has_annotations {
            self.unit.emit(Op::BuildDict { dst: value.output(), base: value.window(), count: Count(0) });
            self.store_in_namespace("__annotations__", value);
        }
        if let Some(text) = docstring::of(&definition.body) {
            self.load_constant(Const::Str(text.into()), value);
            self.store_in_namespace("__doc__", value);
        }
        self.unit.top = mark;
    }

    fn class_footer(&mut self) {
        let value = self.unit.temporary();
        let attributes = std::mem::take(&mut self.unit.static_attributes);
        let attributes: Vec<Const> = attributes.iter().map(|name| Const::Str((&**name).into())).collect();
        self.load_constant(Const::Tuple(attributes.into()), value);
        self.store_in_namespace("__static_attributes__", value);
        if let Some(cell) = self.unit.class_cell {
            self.unit.emit_end(Op::Return { src: cell.input() });
        } else {
            self.unit.emit_end(Op::ReturnNone {});
        }
    }

    fn store_in_namespace(&mut self, name: &str, src: Register) {
        let name = self.unit.name_index(name);
        self.unit.emit(Op::StoreName { namespace: NAMESPACE.input(), src: src.input(), name });
    }
}
