//! Imports.

use super::Compiler;
use hognose_bytecode::{Count, Flag, Op};
use hognose_source::Span;
use hognose_syntax::ast::*;

impl<'a> Compiler<'a> {
    /// `import a.b, c as d`
    pub(crate) fn import(&mut self, names: &'a [ImportName], span: Span) {
        for import in names {
            let mark = self.unit.top;
            let module = self.unit.temporary();
            self.unit.span = span;
            let (leaf, level) = (Flag(import.alias.is_some()), Count(0));
            let name = self.unit.name_index(&import.name.name);
            self.unit.emit(Op::Import { dst: module.output(), leaf, level, name });
            let first: Name = import.name.name.split('.').next().unwrap_or_default().into();
            let bound = import.alias.as_ref().map_or(&first, |alias| &alias.name);
            self.store_name(bound, span, module);
            self.unit.top = mark;
        }
    }

    /// `from m import a as b, c` and `from m import *`
    pub(crate) fn import_from(
        &mut self,
        level: u32,
        module: Option<&'a Identifier>,
        names: &'a [ImportName],
        star: bool,
        span: Span,
    ) {
        let source = self.unit.temporary();
        let text = module.map_or("", |module| &*module.name);
        let Ok(level) = u8::try_from(level) else {
            self.unsupported(span, "an import of more than 255 levels up is not supported", "name the package");
            return;
        };
        let name = self.unit.name_index(text);
        self.unit.emit(Op::Import { dst: source.output(), leaf: Flag(true), level: Count(level), name });
        if star {
            self.unit.emit(Op::ImportStar { module: source.input() });
        }
        for import in names {
            let mark = self.unit.top;
            let value = self.unit.temporary();
            self.unit.span = span;
            let name = self.unit.name_index(&import.name.name);
            self.unit.emit(Op::ImportFrom { dst: value.output(), module: source.input(), name });
            let bound = import.alias.as_ref().unwrap_or(&import.name);
            self.store_name(&bound.name, span, value);
            self.unit.top = mark;
        }
    }
}
