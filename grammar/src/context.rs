//! What stands around a token that the grammar could not take: the brackets open there, the element and the expression
//! it stands in, the statement's first word.

use crate::scan::{Scan, ends_expression};
use hognose_source::Span;
use hognose_syntax::{Token, TokenKind};

/// The token at which the grammar stopped.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Failure {
    pub kind: TokenKind,
    pub span: Span,
}

/// What is open at a token: a bracket, or the statement itself.
#[derive(Clone, Copy, Debug)]
pub struct Level {
    /// The kind of the opening token; NEWLINE for the statement.
    pub open: TokenKind,
    /// Index of the opening token, or of the statement's first token.
    pub at: usize,
    /// Where the element (between commas) begins.
    pub element: usize,
    /// Where the innermost whole expression begins.
    pub expression: usize,
    /// Whether CPython looks for a missing comma in that expression.
    pub is_whole: bool,
    pub commas: usize,
    pub colons: usize,
    /// The last `for` of a comprehension or loop, and whether its `in` has been seen.
    pub for_at: Option<usize>,
    pub has_in: bool,
    pub lambda: Option<usize>,
}

impl Level {
    pub fn new(open: TokenKind, at: usize, element: usize) -> Level {
        Level {
            open,
            at,
            element,
            expression: element,
            is_whole: true,
            commas: 0,
            colons: 0,
            for_at: None,
            has_in: false,
            lambda: None,
        }
    }

    pub fn restart(&mut self, index: usize, is_whole: bool) {
        self.expression = index;
        self.is_whole = is_whole;
    }

    /// Takes note of a token directly inside this level.
    pub fn pass(&mut self, kind: TokenKind, index: usize) {
        use TokenKind::*;
        let next = index + 1;
        match kind {
            Comma => {
                self.commas += 1;
                self.element = next;
                self.restart(next, self.for_at.is_none() || self.has_in);
            }
            Colon => {
                if self.lambda.take().is_none() {
                    self.colons += 1;
                }
                self.restart(next, true);
            }
            Lambda => self.lambda = Some(index),
            Equal | Walrus | Else | Arrow | Return | As => self.restart(next, true),
            Yield | From | Assert | Raise | Del | While | Elif | With | Except | At | Match
                if self.open == Newline || matches!(kind, Yield | From) =>
            {
                self.restart(next, true);
                if self.element == index {
                    self.element = next;
                }
            }
            For => {
                self.for_at = Some(index);
                self.has_in = false;
                self.restart(next, false);
            }
            In if self.for_at.is_some() && !self.has_in => {
                self.has_in = true;
                self.restart(next, self.open == Newline);
            }
            If if self.for_at.is_some() && self.open != Newline => self.restart(next, false),
            If if self.expression == index => {
                self.restart(next, true);
                self.element = next;
            }
            Star | DoubleStar if self.expression == index => self.restart(next, true),
            _ => {}
        }
    }
}

/// Everything the rules look at.
pub struct Context<'t> {
    pub source: &'t str,
    pub tokens: &'t [Token],
    pub scan: Scan<'t>,
    /// Index of the token that does not fit.
    pub index: usize,
    /// Its kind.
    pub found: TokenKind,
    /// Index of the first token of the statement.
    pub statement: usize,
    /// Open levels, the statement first.
    pub levels: Vec<Level>,
}

fn index_of(tokens: &[Token], failure: Failure) -> usize {
    let first = tokens.partition_point(|token| token.span.start < failure.span.start);
    let same = tokens[first..].iter().take_while(|token| token.span.start == failure.span.start);
    first + same.take_while(|token| token.kind != failure.kind).count()
}

fn is_header(kind: TokenKind) -> bool {
    use TokenKind::*;
    matches!(
        kind,
        If | Elif | Else | While | For | Try | Except | Finally | With | WithParenthesis | Def | Class | Match | Case
    )
}

impl<'t> Context<'t> {
    pub fn new(source: &'t str, tokens: &'t [Token], failure: Failure) -> Context<'t> {
        use TokenKind::*;
        let index = index_of(tokens, failure);
        let before = &tokens[..index.min(tokens.len())];
        let line = before.iter().rposition(|token| matches!(token.kind, Newline | Indent | Dedent | MissingBlock));
        let line = line.map_or(0, |at| at + 1);
        let mut statement = line;
        let mut levels = vec![Level::new(Newline, line, line)];
        for (at, token) in before.iter().enumerate().skip(line) {
            if token.kind.opens() {
                levels.push(Level::new(token.kind, at, at + 1));
                continue;
            }
            if token.kind.closes() && levels.len() > 1 {
                levels.pop();
                continue;
            }
            let depth = levels.len();
            let Some(level) = levels.last_mut() else { break };
            let ends_header = token.kind == Colon && level.lambda.is_none() && {
                let first = tokens[statement].kind;
                is_header(if first == Async { tokens[(statement + 1).min(at)].kind } else { first })
            };
            if depth == 1 && (token.kind == Semicolon || ends_header) {
                statement = at + 1;
                *level = Level::new(Newline, statement, statement);
            } else {
                level.pass(token.kind, at);
            }
        }
        let scan = Scan { tokens };
        Context { source, tokens, scan, index, found: failure.kind, statement, levels }
    }

    pub fn kind(&self, index: usize) -> TokenKind {
        self.scan.kind(index)
    }

    /// The kind of the token before the fault; NEWLINE at the start of a statement.
    pub fn before(&self) -> TokenKind {
        if self.index > self.statement { self.kind(self.index - 1) } else { TokenKind::Newline }
    }

    pub fn level(&self) -> Level {
        self.levels.last().copied().unwrap_or_else(|| Level::new(TokenKind::Newline, self.statement, self.statement))
    }

    pub fn text(&self, index: usize) -> &'t str {
        self.tokens.get(index).and_then(|token| self.source.get(token.span.range())).unwrap_or("")
    }

    /// The span of the tokens from `start` up to `end`, which is excluded.
    pub fn span(&self, start: usize, end: usize) -> Span {
        let first = self.tokens.get(start).or(self.tokens.last());
        let last = self.tokens.get(end.saturating_sub(1).max(start)).or(self.tokens.last());
        match (first, last) {
            (Some(first), Some(last)) => first.span.to(last.span),
            _ => Span::default(),
        }
    }

    /// The keyword that the statement begins with, `async` left aside.
    pub fn keyword(&self) -> (usize, TokenKind) {
        let at = self.statement + usize::from(self.kind(self.statement) == TokenKind::Async);
        (at, self.kind(at))
    }

    /// Whether a level is the argument list of a call, not a group of an expression.
    pub fn is_call(&self, level: Level) -> bool {
        level.open == TokenKind::LeftParen
            && level.at > self.statement
            && ends_expression(self.kind(level.at - 1))
            && !self.is_parameters(level)
    }

    /// Whether a level is the parameter list of a `def`.
    pub fn is_parameters(&self, level: Level) -> bool {
        let (at, keyword) = self.keyword();
        if keyword != TokenKind::Def || level.open != TokenKind::LeftParen || self.levels.len() < 2 {
            return false;
        }
        let mut open = at + 2;
        if self.kind(open) == TokenKind::LeftBracket {
            open = self.scan.closing(open).map_or(open, |close| close + 1);
        }
        level.at == open
    }

    /// Whether a level is a parameter list at a name, not at an annotation or a default value.
    pub fn is_parameter_name(&self, level: Level) -> bool {
        let before = self.kind(level.expression.saturating_sub(1));
        self.is_parameters(level) && !matches!(before, TokenKind::Colon | TokenKind::Equal)
    }

    pub fn is_subscript(&self, level: Level) -> bool {
        level.open == TokenKind::LeftBracket && level.at > self.statement && ends_expression(self.kind(level.at - 1))
    }
}
