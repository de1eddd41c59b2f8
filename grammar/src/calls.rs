//! Arguments of calls and class headers: their order is checked here, on the finished list.

use crate::builder::{Builder, is_error};
use crate::measured::{Measured, Node};
use crate::targets::expression_name;
use hognose_source::Span;
use hognose_syntax::ast::*;
use std::collections::HashSet;

type MeasuredArgument = Measured<Argument>;

impl Builder<'_> {
    pub fn positional(&mut self, value: Node) -> MeasuredArgument {
        if is_error(&value)
            && let Some(last) = self.errors.last_mut()
            && last.span.start == value.tree.span.start
            && last.message.starts_with("cannot use assignment expressions")
        {
            // CPython has no words for this among arguments.
            last.message = "invalid syntax".into();
        }
        value.map(Argument::Positional)
    }

    /// A generator expression without parentheses of its own: remembered until the list is checked.
    pub fn bare_generator(
        &mut self,
        l: u32,
        element: Node,
        clauses: Measured<Vec<ComprehensionClause>>,
        r: u32,
    ) -> MeasuredArgument {
        self.bare_generators.push(Span::new(l, r));
        self.comprehension(l, ComprehensionKind::Generator, element, clauses, r).map(Argument::Positional)
    }

    pub fn star_argument(&mut self, l: u32, value: Node, r: u32) -> MeasuredArgument {
        value.map(|value| Argument::Star(value, Span::new(l, r)))
    }

    pub fn double_star_argument(&mut self, l: u32, value: Node, r: u32) -> MeasuredArgument {
        value.map(|value| Argument::DoubleStar(value, Span::new(l, r)))
    }

    pub fn keyword(&mut self, l: u32, name: Node, value: Node, r: u32) -> MeasuredArgument {
        match self.keyword_name(name, value.tree.span.start) {
            Some(name) => value.map(|value| Argument::Keyword(name, value, Span::new(l, r))),
            None => self.error_node(l, r).map(Argument::Positional),
        }
    }

    fn keyword_name(&mut self, name: Node, end: u32) -> Option<Identifier> {
        match name.tree {
            Expr { kind: ExprKind::Name(name), span, parenthesized: false } => {
                let name = Identifier { name, span };
                self.refuse_debug(&name);
                return Some(name);
            }
            Expr { kind: ExprKind::Error, .. } => {}
            other if matches!(other.kind, ExprKind::True | ExprKind::False | ExprKind::None) => {
                let message = format!("cannot assign to {}", expression_name(&other));
                self.error(other.span.start, end, message);
            }
            other => {
                let message = "expression cannot contain assignment, perhaps you meant \"==\"?";
                self.error(other.span.start, end, message);
            }
        }
        None
    }

    pub fn keyword_generator(&mut self, l: u32, name: Node, _value: Node, r: u32) -> MeasuredArgument {
        if let Some(name) = self.keyword_name(name, r) {
            let message = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
            self.error(name.span.start, r, message);
        }
        self.error_node(l, r).map(Argument::Positional)
    }

    pub fn keyword_without_value(&mut self, l: u32, name: Node, r: u32) -> MeasuredArgument {
        match name.tree.kind {
            ExprKind::Name(_) if !name.tree.parenthesized => self.error(l, r, "expected argument value expression"),
            _ => self.error(r, r + 1, "invalid syntax"),
        }
        self.error_node(l, r).map(Argument::Positional)
    }

    /// `*element for ...` as an argument.
    pub fn star_generator(&mut self, l: u32, value: Node, r: u32) -> MeasuredArgument {
        self.error(l, value.tree.span.end, "iterable unpacking cannot be used in comprehension");
        self.error_node(l, r).map(Argument::Positional)
    }

    pub fn assigned_unpacking(&mut self, l: u32, _value: Node, r: u32, message: &str) -> MeasuredArgument {
        self.error(l, r, message);
        self.error_node(l, r).map(Argument::Positional)
    }

    /// Checks a whole list between parentheses at `l` and `r`.
    pub fn arguments(
        &mut self,
        l: u32,
        mut arguments: Measured<Vec<Argument>>,
        trailing_comma: bool,
        r: u32,
    ) -> Measured<Vec<Argument>> {
        // Those of inner lists are gone already.
        let bare = self.bare_generators.iter().rposition(|span| span.start < l).map_or(0, |index| index + 1);
        let bare = self.bare_generators.split_off(bare);
        if let [Argument::Positional(only)] = arguments.tree.as_mut_slice()
            && !trailing_comma
        {
            if !bare.is_empty() {
                only.span = Span::new(l, r);
            }
            return arguments;
        }
        if let Some(span) = bare.first() {
            self.error_at(*span, "Generator expression must be parenthesized");
        }
        self.check_order(&arguments.tree, r);
        self.check_repetition(&arguments.tree);
        arguments
    }

    /// CPython sees a misplaced argument when it has come to the closing parenthesis, before `r`.
    fn check_order(&mut self, arguments: &[Argument], r: u32) {
        let (mut keyword, mut unpacking) = (false, false);
        for argument in arguments {
            match argument {
                Argument::Positional(_) if keyword || unpacking => {
                    let all_unpacking = arguments.iter().any(|argument| matches!(argument, Argument::DoubleStar(..)));
                    let what = if all_unpacking { "keyword argument unpacking" } else { "keyword argument" };
                    self.error(r.saturating_sub(1), r, format!("positional argument follows {what}"));
                    return;
                }
                Argument::Star(_, span) if unpacking => {
                    self.error_at(*span, "iterable argument unpacking follows keyword argument unpacking");
                    return;
                }
                Argument::Positional(_) | Argument::Star(..) => {}
                Argument::Keyword(..) => keyword = true,
                Argument::DoubleStar(..) => unpacking = true,
            }
        }
    }

    fn check_repetition(&mut self, arguments: &[Argument]) {
        let mut seen = HashSet::new();
        for argument in arguments {
            if let Argument::Keyword(name, _, span) = argument
                && !seen.insert(name.name.as_ref())
            {
                self.late_error(*span, format!("keyword argument repeated: {}", name.name));
                return;
            }
        }
    }

    /// A class header takes no bare generator expression: one whose span was widened to the parentheses at `l`.
    pub fn class_arguments(&mut self, l: u32, arguments: Measured<Vec<Argument>>) -> Vec<Argument> {
        if let [Argument::Positional(only)] = arguments.tree.as_slice()
            && is_generator(only)
            && only.span.start == l
        {
            self.error_at(only.span, "invalid syntax");
        }
        arguments.tree
    }
}

fn is_generator(expr: &Expr) -> bool {
    matches!(&expr.kind, ExprKind::Comprehension(comprehension) if comprehension.kind == ComprehensionKind::Generator)
}
