//! A recogniser of expressions over tokens, for error texts only: where an expression that begins at some token ends,
//! and what CPython would call it. It does not look inside brackets beyond telling displays apart.
//!
//! Nothing here recurses with the length of the input; brackets are bounded by the layout layer.

use hognose_syntax::{Token, TokenKind};

/// Tokens to recognise in. Every index is checked, so that what lies beyond the end is no expression.
#[derive(Clone, Copy)]
pub struct Scan<'t> {
    pub tokens: &'t [Token],
}

/// An expression: the index after its last token, and CPython's name for its kind.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Found {
    pub end: usize,
    pub name: &'static str,
}

impl Found {
    fn new(end: usize, name: &'static str) -> Option<Found> {
        Some(Found { end, name })
    }
}

impl Scan<'_> {
    /// The kind of the token at `index`; NEWLINE beyond the end.
    pub fn kind(self, index: usize) -> TokenKind {
        self.tokens.get(index).map_or(TokenKind::Newline, |token| token.kind)
    }

    /// The index of the bracket that closes the one at `index`.
    pub fn closing(self, index: usize) -> Option<usize> {
        let mut depth = 0usize;
        for (offset, token) in self.tokens.get(index..)?.iter().enumerate() {
            match token.kind {
                kind if kind.opens() => depth += 1,
                kind if kind.closes() => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        return Some(index + offset);
                    }
                }
                TokenKind::Newline => return None,
                _ => {}
            }
        }
        None
    }

    /// Whether a token of this kind stands directly inside the bracket at `open`.
    fn holds(self, open: usize, close: usize, wanted: TokenKind) -> bool {
        let mut depth = 0usize;
        (open + 1..close).any(|index| {
            let kind = self.kind(index);
            if kind.opens() {
                depth += 1;
            } else if kind.closes() {
                depth = depth.saturating_sub(1);
            }
            depth == 0 && kind == wanted
        })
    }

    fn atom(self, index: usize) -> Option<Found> {
        use TokenKind::*;
        match self.kind(index) {
            Name => Found::new(index + 1, "name"),
            Integer | Float | Imaginary => Found::new(index + 1, "literal"),
            String | FStringStart => self.strings(index),
            True => Found::new(index + 1, "True"),
            False => Found::new(index + 1, "False"),
            None => Found::new(index + 1, "None"),
            Ellipsis => Found::new(index + 1, "ellipsis"),
            LeftParen => self.parentheses(index),
            LeftBracket => {
                let close = self.closing(index)?;
                let name = if self.holds(index, close, For) { "list comprehension" } else { "list" };
                Found::new(close + 1, name)
            }
            LeftBrace => {
                let close = self.closing(index)?;
                let is_dict =
                    close == index + 1 || self.kind(index + 1) == DoubleStar || self.holds(index, close, Colon);
                let name = match (is_dict, self.holds(index, close, For)) {
                    (true, false) => "dict literal",
                    (true, true) => "dict comprehension",
                    (false, false) => "set display",
                    (false, true) => "set comprehension",
                };
                Found::new(close + 1, name)
            }
            _ => Option::None,
        }
    }

    fn strings(self, mut index: usize) -> Option<Found> {
        let mut name = "literal";
        loop {
            match self.kind(index) {
                TokenKind::String => index += 1,
                TokenKind::FStringStart => {
                    name = "f-string expression";
                    index = self.closing(index)? + 1;
                }
                _ => return Found::new(index, name),
            }
        }
    }

    fn parentheses(self, open: usize) -> Option<Found> {
        let close = self.closing(open)?;
        let name = if close == open + 1 {
            "tuple"
        } else if self.holds(open, close, TokenKind::For) {
            "generator expression"
        } else if self.holds(open, close, TokenKind::Comma) {
            "tuple"
        } else if self.kind(open + 1) == TokenKind::Yield {
            "yield expression"
        } else if self.holds(open, close, TokenKind::Walrus) {
            "named expression"
        } else {
            self.expression(open + 1).map_or("expression", |inner| inner.name)
        };
        Found::new(close + 1, name)
    }

    fn primary(self, index: usize) -> Option<Found> {
        let mut found = self.atom(index)?;
        loop {
            found = match self.kind(found.end) {
                TokenKind::Dot if self.kind(found.end + 1) == TokenKind::Name => {
                    Found { end: found.end + 2, name: "attribute" }
                }
                TokenKind::LeftParen => match self.closing(found.end) {
                    Some(close) => Found { end: close + 1, name: "function call" },
                    None => return Some(found),
                },
                TokenKind::LeftBracket => match self.closing(found.end) {
                    Some(close) => Found { end: close + 1, name: "subscript" },
                    None => return Some(found),
                },
                _ => return Some(found),
            };
        }
    }

    /// What `|` and everything that binds tighter can make.
    pub fn operand(self, start: usize) -> Option<Found> {
        use TokenKind::*;
        let mut index = start;
        let mut name = Option::None;
        let mut last: Option<Found> = Option::None;
        loop {
            while matches!(self.kind(index), Plus | Minus | Tilde) {
                index += 1;
                name = Some("expression");
            }
            let awaits = self.kind(index) == Await;
            let primary = self.primary(index + usize::from(awaits));
            let Some(found) = primary else { return last };
            let own = if awaits { "await expression" } else { found.name };
            last = Found::new(found.end, name.unwrap_or(own));
            if !is_binary(self.kind(found.end)) {
                return last;
            }
            index = found.end + 1;
            name = Some("expression");
        }
    }

    /// The length of the comparison operator at `index`.
    fn comparison(self, index: usize) -> Option<usize> {
        use TokenKind::*;
        match (self.kind(index), self.kind(index + 1)) {
            (Not, In) | (Is, Not) => Some(2),
            (Less | Greater | LessEqual | GreaterEqual | EqualEqual | NotEqual | In | Is, _) => Some(1),
            _ => Option::None,
        }
    }

    /// What `or` and everything that binds tighter can make.
    pub fn disjunction(self, start: usize) -> Option<Found> {
        let mut index = start;
        let mut name = None;
        let mut last: Option<Found> = None;
        loop {
            while self.kind(index) == TokenKind::Not {
                index += 1;
                name = Some("expression");
            }
            let Some(found) = self.operand(index) else { return last };
            let mut end = found.end;
            let mut own = found.name;
            while let Some(length) = self.comparison(end) {
                let Some(right) = self.operand(end + length) else { break };
                end = right.end;
                own = "comparison";
            }
            last = Found::new(end, name.unwrap_or(own));
            if !matches!(self.kind(end), TokenKind::And | TokenKind::Or) {
                return last;
            }
            index = end + 1;
            name = Some("expression");
        }
    }

    /// Any expression but a starred one, a walrus or a tuple.
    pub fn expression(self, start: usize) -> Option<Found> {
        let mut index = start;
        let mut name = None;
        let mut last = None;
        loop {
            while self.kind(index) == TokenKind::Lambda {
                let Some(colon) = self.lambda_colon(index) else { return last };
                index = colon + 1;
                name = name.or(Some("lambda"));
            }
            let Some(found) = self.disjunction(index) else { return last };
            last = Found::new(found.end, name.unwrap_or(found.name));
            if self.kind(found.end) != TokenKind::If {
                return last;
            }
            let Some(test) = self.disjunction(found.end + 1) else { return last };
            if self.kind(test.end) != TokenKind::Else {
                return last;
            }
            index = test.end + 1;
            name = name.or(Some("conditional expression"));
        }
    }

    /// The colon after the parameters of the lambda at `index`.
    fn lambda_colon(self, index: usize) -> Option<usize> {
        let mut at = index + 1;
        loop {
            match self.kind(at) {
                TokenKind::Colon => return Some(at),
                TokenKind::Newline | TokenKind::FStringColon | TokenKind::Lambda => return None,
                kind if kind.closes() => return None,
                kind if kind.opens() => at = self.closing(at)? + 1,
                _ => at += 1,
            }
        }
    }

    /// Expressions and starred ones between commas: the ends of them all, the index after a trailing comma last.
    pub fn list(self, start: usize) -> Vec<(usize, Found)> {
        let mut items = Vec::new();
        let mut index = start;
        loop {
            let starred = self.kind(index) == TokenKind::Star;
            let found = if starred { self.operand(index + 1) } else { self.expression(index) };
            let Some(found) = found else { return items };
            items.push((index, found));
            if self.kind(found.end) != TokenKind::Comma {
                return items;
            }
            index = found.end + 1;
        }
    }

    /// The first element of the target list at `start` that cannot be assigned to, as its range and name.
    pub fn invalid_target(self, start: usize) -> Option<(usize, Found)> {
        for (index, found) in self.list(start) {
            let index = index + usize::from(self.kind(index) == TokenKind::Star);
            let wrong = match found.name {
                "name" | "attribute" | "subscript" => None,
                // `for x in y` reads as a comparison: its left side is the target.
                "comparison" => {
                    let left = self.operand(index)?;
                    if self.kind(left.end) != TokenKind::In {
                        return None;
                    }
                    Some((index, left)).filter(|_| !is_target(left.name))
                }
                // Brackets nest no deeper than the layout layer lets them.
                "tuple" | "list" => self.invalid_target(index + 1),
                _ => Some((index, found)),
            };
            if wrong.is_some() {
                return wrong;
            }
        }
        None
    }
}

fn is_target(name: &str) -> bool {
    matches!(name, "name" | "attribute" | "subscript" | "tuple" | "list")
}

fn is_binary(kind: TokenKind) -> bool {
    use TokenKind::*;
    matches!(
        kind,
        Plus | Minus
            | Star
            | Slash
            | DoubleSlash
            | Percent
            | At
            | DoubleStar
            | LeftShift
            | RightShift
            | Ampersand
            | Bar
            | Caret
    )
}

/// Whether an expression can end with this token.
pub fn ends_expression(kind: TokenKind) -> bool {
    use TokenKind::*;
    matches!(
        kind,
        Name | Integer
            | Float
            | Imaginary
            | String
            | FStringEnd
            | True
            | False
            | None
            | Ellipsis
            | RightParen
            | RightBracket
            | RightBrace
    )
}
