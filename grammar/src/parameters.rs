//! Parameter lists of functions and lambdas. The grammar takes any order; it is checked here, with CPython's texts.

use crate::builder::Builder;
use crate::measured::{Measured, Node, split};
use hognose_source::Span;
use hognose_syntax::TokenKind;
use hognose_syntax::ast::*;

/// One item between the commas.
pub enum ParameterItem {
    /// `has_default` also where the default's expression is missing.
    Plain {
        parameter: Parameter,
        has_default: bool,
    },
    Slash(Span),
    BareStar(Span),
    VarPositional(Parameter, Span),
    VarKeyword(Parameter, Span),
}

type Item = Measured<ParameterItem>;

impl Builder<'_> {
    pub fn parameter(&mut self, name: Identifier, annotation: Option<Node>, default: Option<Node>) -> Item {
        self.refuse_debug(&name);
        let ((annotation, a), (default, b)) = (split(annotation), split(default));
        let has_default = default.is_some();
        let parameter = Parameter { name, annotation, default };
        Measured { tree: ParameterItem::Plain { parameter, has_default }, bounds: a.beside(b) }
    }

    /// `name=` without an expression, from `e` to `r`.
    pub fn missing_default(&mut self, name: Identifier, annotation: Option<Node>, e: u32, r: u32) -> Item {
        match self.token_from(r).map(|token| token.kind) {
            Some(TokenKind::Comma | TokenKind::RightParen) => self.error(e, r, "expected default value expression"),
            _ => self.error(r, r + 1, "invalid syntax"),
        }
        let (annotation, bounds) = split(annotation);
        let parameter = Parameter { name, annotation, default: None };
        Measured { tree: ParameterItem::Plain { parameter, has_default: true }, bounds }
    }

    pub fn slash(&mut self, l: u32, r: u32) -> Item {
        Measured::flat(ParameterItem::Slash(Span::new(l, r)))
    }

    pub fn bare_star(&mut self, l: u32, r: u32) -> Item {
        Measured::flat(ParameterItem::BareStar(Span::new(l, r)))
    }

    pub fn var_positional(
        &mut self,
        l: u32,
        name: Identifier,
        annotation: Option<Node>,
        default: Option<(u32, u32)>,
    ) -> Item {
        if let Some((start, end)) = default {
            self.error(start, end, "var-positional argument cannot have default value");
        }
        self.refuse_debug(&name);
        let span = Span::new(l, name.span.end);
        let (annotation, bounds) = split(annotation);
        let parameter = Parameter { name, annotation, default: None };
        Measured { tree: ParameterItem::VarPositional(parameter, span), bounds }
    }

    pub fn var_keyword(
        &mut self,
        l: u32,
        name: Identifier,
        annotation: Option<Node>,
        default: Option<(u32, u32)>,
    ) -> Item {
        if let Some((start, end)) = default {
            self.error(start, end, "var-keyword argument cannot have default value");
        }
        self.refuse_debug(&name);
        let span = Span::new(l, name.span.end);
        let (annotation, bounds) = split(annotation);
        let parameter = Parameter { name, annotation, default: None };
        Measured { tree: ParameterItem::VarKeyword(parameter, span), bounds }
    }

    /// Sorts the items by kind. Of several errors the first is reported.
    pub fn parameters(&mut self, items: Measured<Vec<ParameterItem>>) -> Measured<Parameters> {
        let mut sorter = Sorter::default();
        for item in items.tree {
            sorter.take(item);
        }
        sorter.check_bare_star();
        if let Some((span, message)) = sorter.error {
            self.error_at(span, message);
        }
        Measured { tree: sorter.parameters, bounds: items.bounds }
    }
}

#[derive(Default)]
struct Sorter {
    parameters: Parameters,
    seen_slash: bool,
    seen_default: bool,
    seen_star: bool,
    /// A bare star after which no parameter has come yet.
    bare_star: Option<Span>,
    error: Option<(Span, &'static str)>,
}

impl Sorter {
    fn fault(&mut self, span: Span, message: &'static str) {
        self.error.get_or_insert((span, message));
    }

    fn take(&mut self, item: ParameterItem) {
        if self.parameters.var_keyword.is_some() {
            let span = match &item {
                ParameterItem::Plain { parameter, .. } => parameter.name.span,
                ParameterItem::Slash(span) | ParameterItem::BareStar(span) => *span,
                ParameterItem::VarPositional(_, span) | ParameterItem::VarKeyword(_, span) => *span,
            };
            self.fault(span, "arguments cannot follow var-keyword argument");
            return;
        }
        match item {
            ParameterItem::Plain { parameter, has_default } => self.plain(parameter, has_default),
            ParameterItem::Slash(span) => self.slash(span),
            ParameterItem::BareStar(span) => {
                self.star(span);
                self.bare_star = Some(span);
            }
            ParameterItem::VarPositional(parameter, span) => {
                self.star(span);
                self.parameters.var_positional = Some(parameter);
            }
            ParameterItem::VarKeyword(parameter, _) => {
                self.check_bare_star();
                self.parameters.var_keyword = Some(parameter);
            }
        }
    }

    fn plain(&mut self, parameter: Parameter, has_default: bool) {
        self.bare_star = None;
        if self.seen_star {
            self.parameters.keyword_only.push(parameter);
            return;
        }
        if self.seen_default && !has_default {
            self.fault(parameter.name.span, "parameter without a default follows parameter with a default");
        }
        self.seen_default |= has_default;
        self.parameters.positional_or_keyword.push(parameter);
    }

    fn slash(&mut self, span: Span) {
        if self.seen_slash {
            self.fault(span, "/ may appear only once");
        } else if self.seen_star {
            self.fault(span, "/ must be ahead of *");
        } else if self.parameters.positional_or_keyword.is_empty() {
            self.fault(span, "at least one argument must precede /");
        }
        self.seen_slash = true;
        self.parameters.positional_only.append(&mut self.parameters.positional_or_keyword);
    }

    fn star(&mut self, span: Span) {
        if self.seen_star {
            self.fault(span, "* argument may appear only once");
        }
        self.seen_star = true;
    }

    fn check_bare_star(&mut self) {
        if let Some(span) = self.bare_star.take() {
            self.fault(span, "named arguments must follow bare *");
        }
    }
}
