//! Turns a token that the grammar could not take into CPython's words for the fault.
//!
//! CPython parses a faulty file a second time with rules for likely mistakes. This is the same in the other direction:
//! from the brackets open at the token, the element it stands in and the token before it, each rule below asks whether
//! its mistake was made here. The rules are in CPython's order of precedence.

use crate::context::{Context, Failure, Level};
use crate::scan::{Found, ends_expression};
use hognose_source::{Diagnostic, DiagnosticKind, Span};
use hognose_syntax::{Token, TokenKind};

/// An explanation.
struct Phrase {
    span: Span,
    message: String,
    /// Index of the last token that CPython would have read for it.
    needed: usize,
}

/// The diagnostic for a failure, and the span of the last token that CPython would have read to give it.
pub fn explain(source: &str, tokens: &[Token], failure: Failure) -> (Diagnostic, Span) {
    let context = Context::new(source, tokens, failure);
    if let Some(phrase) = context.phrase() {
        return (Diagnostic::syntax(phrase.span, phrase.message), context.span(phrase.needed, phrase.needed + 1));
    }
    let mut diagnostic = Diagnostic::syntax(failure.span, "invalid syntax");
    if matches!(failure.kind, TokenKind::Indent | TokenKind::Dedent) {
        diagnostic.kind = DiagnosticKind::Indentation;
        let what = if failure.kind == TokenKind::Indent { "unexpected indent" } else { "unexpected unindent" };
        diagnostic.message = what.into();
    }
    (diagnostic, context.span(context.needed(), context.needed() + 1))
}

impl Context<'_> {
    /// The last token that CPython reads before it gives up without an explanation: it looks for a second expression.
    fn needed(&self) -> usize {
        use TokenKind::*;
        let keyword = self.keyword().1;
        let no_expression = matches!(keyword, Import | From | Def | Class | Try | Else | Finally);
        if !self.found.begins_expression() || (no_expression && self.levels.len() == 1) {
            return self.index;
        }
        let end = self.scan.expression(self.index).map_or(self.index, |found| found.end);
        let is_open = self.kind(end).opens() && self.scan.closing(end).is_none();
        match is_open {
            true => self.tokens.len(),
            false => end.max(self.index + 1),
        }
    }

    fn here(&self, message: &str) -> Option<Phrase> {
        self.at(self.index, self.index + 1, message)
    }

    fn at(&self, start: usize, end: usize, message: impl Into<String>) -> Option<Phrase> {
        let needed = if end <= self.index + 1 { self.index } else { end };
        Some(Phrase { span: self.span(start, end), message: message.into(), needed })
    }

    // The rules, the most specific first.

    fn phrase(&self) -> Option<Phrase> {
        let rules = [
            Self::keyword_expression,
            Self::legacy_statement,
            Self::missing_comma,
            Self::comma_before_list,
            Self::missing_else,
            Self::not_after_operator,
            Self::assignment_in_expression,
            Self::comprehension_target,
            Self::comprehension_tuple,
            Self::dict_item,
            Self::parameter,
            Self::lone_star,
            Self::import,
            Self::header,
            Self::loop_target,
            Self::fstring_field,
            Self::assignment_target,
            Self::return_annotation,
        ];
        rules.iter().find_map(|rule| rule(self))
    }

    /// `f(a.b=1 ...`: CPython refuses the name before it reads the value.
    fn keyword_expression(&self) -> Option<Phrase> {
        let level = self.level();
        let name = self.scan.expression(level.element).filter(|_| self.is_call(level))?;
        let is_plain = name.name == "name" && name.end == level.element + 1;
        if is_plain || name.end >= self.index || self.kind(name.end) != TokenKind::Equal {
            return None;
        }
        let message = match name.name {
            constant @ ("True" | "False" | "None") => format!("cannot assign to {constant}"),
            _ => "expression cannot contain assignment, perhaps you meant \"==\"?".into(),
        };
        self.at(level.element, name.end + 1, message)
    }

    /// `print x`.
    fn legacy_statement(&self) -> Option<Phrase> {
        let right = self.right_start();
        let at = right.checked_sub(1)?;
        let name = self.text(at);
        let begins = at == self.level().expression || at == self.level().element;
        if !matches!(name, "print" | "exec")
            || !begins
            || self.is_parameter_name(self.level())
            || self.kind(at) != TokenKind::Name
        {
            return None;
        }
        let end = self.scan.list(right).last()?.1.end;
        self.at(at, end, format!("Missing parentheses in call to '{name}'. Did you mean {name}(...)?"))
    }

    /// Two expressions side by side in a bracket.
    fn missing_comma(&self) -> Option<Phrase> {
        let level = self.level();
        let start = level.expression;
        if level.open == TokenKind::Newline || !level.is_whole || start >= self.index {
            return None;
        }
        // CPython 3.13 takes every beginning of a soft keyword for one.
        let is_soft = ["match", "case", "type", "_"].iter().any(|word| word.starts_with(self.text(start)));
        if self.is_parameter_name(level) {
            return None;
        }
        let keyword = self.keyword().1;
        if matches!(keyword, TokenKind::Import | TokenKind::From | TokenKind::Case) {
            return None;
        }
        if is_soft || (self.kind(start) == TokenKind::Name && self.kind(start + 1) == TokenKind::String) {
            return None;
        }
        let start = match self.scan.expression(start) {
            Some(found) if self.kind(start) == TokenKind::Lambda && found.end == self.index => self.lambda_body(start),
            _ => start,
        };
        let left = self.scan.disjunction(start)?;
        let right_start = self.right_start();
        let right = self.scan.expression(right_start)?;
        if left.end != right_start || (level.open == TokenKind::LeftBrace && self.is_later_key(level)) {
            return None;
        }
        let phrase = self.at(start, right.end, "invalid syntax. Perhaps you forgot a comma?");
        phrase.map(|phrase| Phrase { needed: right.end, ..phrase })
    }

    /// `a[]` in a bracket: CPython sees an empty list after a name.
    fn comma_before_list(&self) -> Option<Phrase> {
        let [.., outer, level] = self.levels.as_slice() else { return None };
        let is_empty = self.found == TokenKind::RightBracket && level.at + 1 == self.index && self.is_subscript(*level);
        if !is_empty || outer.open == TokenKind::Newline || !outer.is_whole {
            return None;
        }
        if self.is_parameter_name(*outer) {
            return None;
        }
        self.at(outer.expression, self.index + 1, "invalid syntax. Perhaps you forgot a comma?")
    }

    /// Where a second expression begins: at the token that does not fit, or at the `not` before it.
    fn right_start(&self) -> usize {
        let after_not = self.before() == TokenKind::Not && self.level().expression + 1 < self.index;
        self.index - usize::from(after_not)
    }

    /// Whether the fault is in the key of a dict's second or later item.
    fn is_later_key(&self, level: Level) -> bool {
        level.colons > 0 && level.commas > 0 && level.expression == level.element
    }

    fn lambda_body(&self, start: usize) -> usize {
        let colon = (start..self.index).rfind(|at| self.kind(*at) == TokenKind::Colon);
        colon.map_or(start, |colon| colon + 1)
    }

    /// `a if b` without `else`.
    fn missing_else(&self) -> Option<Phrase> {
        let start = self.level().expression;
        let body = self.scan.disjunction(start)?;
        if self.kind(body.end) != TokenKind::If || body.end >= self.index {
            return None;
        }
        let test = self.scan.disjunction(body.end + 1)?;
        let wrong = matches!(self.found, TokenKind::Else | TokenKind::Colon);
        if test.end != self.index || wrong {
            return None;
        }
        self.at(start, test.end, "expected 'else' after 'if' expression")
    }

    /// `1 + not x`.
    fn not_after_operator(&self) -> Option<Phrase> {
        use TokenKind::*;
        let is_operator = matches!(self.before(), Plus | Minus | Star | Slash | DoubleSlash | Percent | At | Tilde);
        if self.found != Not || !is_operator {
            return Option::None;
        }
        let end = self.scan.disjunction(self.index)?.end;
        self.at(self.index, end, "'not' after an operator must be parenthesized")
    }

    /// `=` where only `==` or `:=` makes sense.
    fn assignment_in_expression(&self) -> Option<Phrase> {
        use TokenKind::*;
        let level = self.level();
        let keyword = self.keyword().1;
        let in_condition =
            level.open == Newline && matches!(keyword, If | Elif | While | Match | Case | At) && level.colons == 0;
        let in_display = matches!(level.open, LeftParen | LeftBracket | LeftBrace)
            && !self.is_call(level)
            && !self.is_parameters(level);
        let is_key = level.open == LeftBrace && self.is_later_key(level);
        if self.found != Equal || !(in_condition || in_display) || is_key {
            return Option::None;
        }
        let start = if in_condition { level.expression } else { level.element };
        let left = self.scan.operand(start)?;
        let right = self.scan.operand(self.index + 1)?;
        if left.end != self.index || matches!(self.kind(right.end), Equal | Walrus) {
            return Option::None;
        }
        match left.name {
            "name" if left.end == start + 1 => {
                let message = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
                self.at(start, right.end, message)
            }
            "list" | "tuple" | "generator expression" | "True" | "None" | "False" => Option::None,
            name => {
                let message = format!("cannot assign to {name} here. Maybe you meant '==' instead of '='?");
                self.at(start, left.end, message).map(|phrase| Phrase { needed: right.end, ..phrase })
            }
        }
    }

    /// A comprehension's `for` without `in`, or with a wrong target.
    fn comprehension_target(&self) -> Option<Phrase> {
        let level = self.level();
        let at = level.for_at.filter(|_| level.open != TokenKind::Newline && !level.has_in)?;
        let mut index = at + 1;
        loop {
            let found = self.scan.operand(index)?;
            index = found.end;
            if self.kind(index) != TokenKind::Comma {
                break;
            }
            index += 1;
            if self.scan.operand(index).is_none() {
                break;
            }
        }
        if self.kind(index) != TokenKind::In {
            return self.at(at, index, "'in' expected after for-loop variables");
        }
        let (start, Found { end, name }) = self.scan.invalid_target(at + 1)?;
        self.at(start, end, format!("cannot assign to {name}"))
    }

    /// `[x, y for x, y in z]`.
    fn comprehension_tuple(&self) -> Option<Phrase> {
        let level = self.level();
        let is_display = level.open == TokenKind::LeftBracket && !self.is_subscript(level)
            || level.open == TokenKind::LeftBrace && level.colons == 0;
        let at = self.index + usize::from(self.found == TokenKind::Async);
        if !is_display || level.commas == 0 || self.kind(at) != TokenKind::For {
            return None;
        }
        let targets = self.scan.list(at + 1);
        let has_in = targets.iter().any(|(_, target)| target.name == "comparison");
        if !has_in {
            return None;
        }
        self.at(level.at + 1, self.index, "did you forget parentheses around the comprehension target?")
    }

    /// An item of a dict that lacks its key's colon or its value.
    fn dict_item(&self) -> Option<Phrase> {
        use TokenKind::*;
        let level = self.level();
        if level.open != LeftBrace || level.colons == 0 {
            return Option::None;
        }
        let after_colon = self.before() == Colon && level.expression == self.index;
        match self.found {
            RightBrace | Comma if after_colon => {
                self.at(self.index - 1, self.index, "expression expected after dictionary key and ':'")
            }
            Star if after_colon => {
                let end = self.scan.operand(self.index + 1)?.end;
                self.at(self.index, end, "cannot use a starred expression in a dictionary value")
            }
            _ => {
                let key = self.scan.expression(level.element)?;
                if key.end != self.index || self.found == Colon || level.commas == 0 {
                    return Option::None;
                }
                self.at(level.element, key.end, "':' expected after dictionary key")
            }
        }
    }

    /// Faults in the parameters of a function or lambda.
    fn parameter(&self) -> Option<Phrase> {
        use TokenKind::*;
        let level = self.level();
        let lambda = level.lambda.filter(|_| !self.is_parameters(level));
        if !self.is_parameters(level) && lambda.is_none() {
            return Option::None;
        }
        if self.before() == Slash && matches!(self.found, Star | DoubleStar) {
            let message = "expected comma between / and *";
            return if self.found == Star { self.here(message) } else { Option::None };
        }
        if self.found != LeftParen || !matches!(self.before(), LeftParen | Comma | Lambda) {
            return Option::None;
        }
        let start = lambda.unwrap_or(level.at) + 1;
        let all_plain = (start..self.index).all(|at| matches!(self.kind(at), Name | Comma));
        let close = self.scan.closing(self.index)?;
        let inner_plain = (self.index + 1..close).all(|at| matches!(self.kind(at), Name | Comma));
        if !all_plain || !inner_plain || close == self.index + 1 {
            return Option::None;
        }
        let what = if lambda.is_some() { "Lambda expression" } else { "Function" };
        self.at(self.index, close + 1, format!("{what} parameters cannot be parenthesized"))
    }

    /// A star with nothing to unpack, or two stars in a group.
    fn lone_star(&self) -> Option<Phrase> {
        for (depth, level) in self.levels.iter().enumerate().rev() {
            let is_list = self.is_call(*level) || self.is_subscript(*level);
            let is_display = matches!(level.open, TokenKind::LeftParen | TokenKind::LeftBracket | TokenKind::LeftBrace);
            let is_place = is_list || (is_display && level.commas == 0 && !self.is_parameters(*level));
            let next = self.levels.get(depth + 1).map_or(self.index, |inner| inner.at);
            if is_place && self.kind(level.element) == TokenKind::Star && next == level.element + 1 {
                return self.at(level.element, level.element + 1, "Invalid star expression");
            }
        }
        let level = self.level();
        let is_group = level.open == TokenKind::LeftParen && !self.is_call(level) && !self.is_parameters(level);
        if is_group && self.found == TokenKind::DoubleStar && level.at + 1 == self.index {
            let end = self.scan.expression(self.index + 1)?.end;
            if self.kind(end) == TokenKind::RightParen {
                return self.at(self.index, end, "cannot use double starred expression here");
            }
        }
        None
    }

    fn import(&self) -> Option<Phrase> {
        use TokenKind::*;
        let (at, keyword) = self.keyword();
        match (keyword, self.found) {
            (Import | From, Newline) if self.before() == Import => {
                self.at(self.index, self.index + 1, "Expected one or more names after 'import'")
            }
            (Import, From) if self.before() == Name && self.kind(self.index + 1) == Name => {
                let is_plain = (at + 1..self.index).all(|index| matches!(self.kind(index), Name | Dot | Comma));
                is_plain.then_some(())?;
                self.at(at, self.index + 2, "Did you mean to use 'from ... import ...' instead?")
            }
            _ => Option::None,
        }
    }

    /// The header of a compound statement without its colon or its parenthesis.
    fn header(&self) -> Option<Phrase> {
        use TokenKind::*;
        let (at, keyword) = self.keyword();
        let in_type_params = keyword == Def && self.levels.get(1).is_some_and(|level| level.at == at + 2);
        if in_type_params && self.kind(at + 2) == LeftBracket {
            return self.at(at + 2, at + 3, "expected '('");
        }
        if self.level().open != Newline {
            return Option::None;
        }
        let before = self.before();
        let colon = "expected ':'";
        match keyword {
            Try | Else | Finally if self.index == at + 1 => self.here(colon),
            Def if self.index == at + 2
                || (self.index > at + 2 && before == RightBracket && !self.has_parameters(at)) =>
            {
                if self.kind(at + 1) == Name && self.found != LeftParen {
                    return self.here("expected '('");
                }
                Option::None
            }
            Def if self.has_parameters(at) => self.here(colon),
            Except if self.found == Newline && (self.index == at + 1 || ends_expression(before)) => self.here(colon),
            For if self.found == Newline && self.level().has_in && ends_expression(before) => self.here(colon),
            If | Elif | While | With | WithParenthesis | Class | Match | Case
                if self.found == Newline && self.index > at + 1 && ends_expression(before) =>
            {
                self.here(colon)
            }
            _ => Option::None,
        }
    }

    /// Whether the `def` at `at` has come to its parameters.
    fn has_parameters(&self, at: usize) -> bool {
        let mut open = at + 2;
        if self.kind(open) == TokenKind::LeftBracket {
            open = self.scan.closing(open).map_or(open, |close| close + 1);
        }
        open < self.index && self.kind(open) == TokenKind::LeftParen
    }

    /// The target of a `for` loop that cannot be one.
    fn loop_target(&self) -> Option<Phrase> {
        let (at, keyword) = self.keyword();
        if keyword != TokenKind::For || self.level().has_in || self.levels.len() > 1 {
            return None;
        }
        let (start, Found { end, name }) = self.scan.invalid_target(at + 1)?;
        self.at(start, end, format!("cannot assign to {name}"))
    }

    /// A replacement field of an f-string.
    fn fstring_field(&self) -> Option<Phrase> {
        use TokenKind::*;
        let depth = self.levels.iter().rposition(|level| level.open == FStringOpen)?;
        let open = self.levels[depth].at;
        let first = self.kind(open + 1);
        if self.index == open + 1 {
            let sign = match first {
                FStringEqual => "=",
                FStringConversion => "!",
                FStringColon => ":",
                FStringClose => "}",
                _ => return self.here("f-string: expecting a valid expression after '{'"),
            };
            return self.here(&format!("f-string: valid expression required before '{sign}'"));
        }
        let specification = (open + 1..self.index).rev().find(|at| {
            matches!(self.kind(*at), FStringColon | FStringEqual | FStringConversion) && self.is_own(depth, *at)
        });
        match specification.map(|at| self.kind(at)) {
            Some(FStringColon) => return self.here("f-string: expecting '}', or format specs"),
            Some(FStringEqual) => return self.here("f-string: expecting '!', or ':', or '}'"),
            Some(_) => return self.here("f-string: expecting ':' or '}'"),
            Option::None => {}
        }
        if let Some(lambda) = self.levels[depth].lambda
            && self.found == FStringColon
        {
            let message = "f-string: lambda expressions are not allowed without parentheses";
            return self.at(lambda, self.index + 1, message);
        }
        let begins = first == Yield || !self.scan.list(open + 1).is_empty();
        if begins {
            self.here("f-string: expecting '=', or '!', or ':', or '}'")
        } else {
            self.here("f-string: expecting a valid expression after '{'")
        }
    }

    /// The target of an assignment whose value cannot be read.
    fn assignment_target(&self) -> Option<Phrase> {
        let mut start = self.statement;
        loop {
            let end = self.scan.list(start).last()?.1.end;
            let end = end + usize::from(self.kind(end) == TokenKind::Comma);
            if end >= self.index || self.kind(end) != TokenKind::Equal {
                return None;
            }
            if let Some((at, Found { end, name })) = self.scan.invalid_target(start) {
                return self.at(at, end, format!("cannot assign to {name}"));
            }
            start = end + 1;
        }
    }

    /// A return annotation that is no expression: CPython asks for the colon before it.
    fn return_annotation(&self) -> Option<Phrase> {
        let (at, keyword) = self.keyword();
        let level = self.levels.get(1)?;
        if keyword != TokenKind::Def || !self.has_parameters(at) || self.is_parameters(*level) {
            return None;
        }
        let arrow = (at..self.index).find(|index| self.kind(*index) == TokenKind::Arrow)?;
        self.at(arrow, arrow + 1, "expected ':'")
    }

    /// Whether the token at `at` belongs to the level at `depth` itself, not to a bracket inside it.
    fn is_own(&self, depth: usize, at: usize) -> bool {
        let mut inner = 0isize;
        for index in self.levels[depth].at + 1..at {
            let kind = self.kind(index);
            inner += isize::from(kind.opens()) - isize::from(kind.closes());
        }
        inner == 0
    }
}
