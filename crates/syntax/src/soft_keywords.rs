//! Tells `match`, `case` and `type` as keywords from the same words as names, and the parentheses of a `with` statement
//! from those of an expression. One pass over the finished tokens; no back-tracking in the grammar is needed then.

use crate::token::{Token, TokenKind};

/// Changes the kinds of the tokens that act as keywords.
pub(crate) fn mark(source: &str, tokens: &mut [Token]) {
    // For every open block: whether it is the block of a `match` statement.
    let mut blocks: Vec<bool> = Vec::new();
    let mut match_header = false;
    let mut line_begins = true;
    let mut statement_begins = true;
    for index in 0..tokens.len() {
        let kind = tokens[index].kind;
        match kind {
            TokenKind::Indent => blocks.push(std::mem::take(&mut match_header)),
            TokenKind::Dedent => {
                blocks.pop();
            }
            TokenKind::Name if statement_begins => {
                let word = &source[tokens[index].span.range()];
                let in_match = blocks.last() == Some(&true);
                if word == "match" && line_begins && begins_match(source, tokens, index) {
                    tokens[index].kind = TokenKind::Match;
                    match_header = true;
                } else if word == "case" && line_begins && in_match {
                    tokens[index].kind = TokenKind::Case;
                } else if word == "type" && begins_type_alias(tokens, index) {
                    tokens[index].kind = TokenKind::Type;
                }
            }
            TokenKind::With if owns_parenthesis(tokens, index) => tokens[index].kind = TokenKind::WithParenthesis,
            _ => {}
        }
        line_begins = matches!(kind, TokenKind::Newline | TokenKind::Indent | TokenKind::Dedent);
        statement_begins = line_begins || matches!(kind, TokenKind::Semicolon | TokenKind::Colon);
        match_header &= !matches!(kind, TokenKind::Dedent);
    }
}

/// Whether the `match` at `index` begins a match statement: no expression statement could go on like this.
fn begins_match(source: &str, tokens: &[Token], index: usize) -> bool {
    let Some(next) = tokens.get(index + 1) else { return false };
    let after_next = tokens.get(index + 2).map(|token| token.kind);
    match next.kind {
        TokenKind::LeftParen | TokenKind::LeftBracket | TokenKind::Minus | TokenKind::Plus | TokenKind::Star => {
            line_ends_in_colon(tokens, index)
        }
        TokenKind::Not => after_next != Some(TokenKind::In) && line_ends_in_colon(tokens, index),
        // A string after a word is more likely a wrong prefix, but a colon tells.
        kind if kind.begins_expression() => {
            let end = next.span.start as usize;
            let glued = source[..end].ends_with("match");
            !glued || line_ends_in_colon(tokens, index)
        }
        _ => false,
    }
}

fn line_ends_in_colon(tokens: &[Token], index: usize) -> bool {
    let line = &tokens[index..];
    let end = line.iter().position(|token| token.kind == TokenKind::Newline).unwrap_or(line.len());
    line[..end].last().is_some_and(|token| token.kind == TokenKind::Colon)
}

fn begins_type_alias(tokens: &[Token], index: usize) -> bool {
    let kind_at = |offset: usize| tokens.get(index + offset).map(|token| token.kind);
    kind_at(1) == Some(TokenKind::Name) && matches!(kind_at(2), Some(TokenKind::Equal | TokenKind::LeftBracket))
}

/// Whether the parenthesis after the `with` at `index` encloses its items: it holds an `as` and the colon follows it.
fn owns_parenthesis(tokens: &[Token], index: usize) -> bool {
    if tokens.get(index + 1).map(|token| token.kind) != Some(TokenKind::LeftParen) {
        return false;
    }
    let mut depth = 0usize;
    let mut has_as = false;
    for (offset, token) in tokens[index + 1..].iter().enumerate() {
        match token.kind {
            kind if kind.opens() => depth += 1,
            kind if kind.closes() => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    let after = tokens.get(index + 2 + offset).map(|token| token.kind);
                    return has_as && matches!(after, Some(TokenKind::Colon | TokenKind::Newline));
                }
            }
            TokenKind::As => has_as |= depth == 1,
            TokenKind::Newline => return false,
            _ => {}
        }
    }
    false
}
