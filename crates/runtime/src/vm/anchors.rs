//! Where a traceback's `~~~^^^` anchors stand in the source of an expression: at a binary operator, or at the brackets of a
//! subscript or call.
//!
//! CPython parses the segment (`traceback.py`, `_extract_caret_anchors_from_line_segment`). There is no parser here; the
//! outermost node of an expression is found by its tokens outside brackets, which is all that is needed.

/// The middle part of a segment, in characters: lines and columns within it, the end exclusive.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Anchors {
    pub left_line: usize,
    pub left_column: usize,
    pub right_line: usize,
    pub right_column: usize,
}

/// What the outermost node of an expression is, with the range of its operator or brackets in characters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Node {
    Binary { start: usize, end: usize },
    Subscript { start: usize, end: usize },
    Call { start: usize, end: usize, plain_name: bool },
    Other,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum TokenKind {
    Name,
    /// A number or a string.
    Literal,
    Operator,
    /// `(...)`, `[...]`, `{...}` as a whole.
    Round,
    Square,
    Curly,
}

#[derive(Clone, Copy, Debug)]
struct Token {
    kind: TokenKind,
    start: usize,
    end: usize,
}

/// The anchors of an expression's source; None where it has none.
pub(super) fn anchors(segment: &[char]) -> Option<Anchors> {
    let (start, end) = match outermost(segment) {
        Node::Binary { start, end } | Node::Subscript { start, end } | Node::Call { start, end, .. } => (start, end),
        Node::Other => return None,
    };
    let (left_line, left_column) = place(segment, start);
    let (mut right_line, mut right_column) = place(segment, end);
    if right_column == 0 && right_line > left_line {
        // An end just behind a line's last character belongs to that line.
        let before = place(segment, end - 1);
        (right_line, right_column) = (before.0, before.1 + 1);
    }
    Some(Anchors { left_line, left_column, right_line, right_column })
}

fn place(segment: &[char], offset: usize) -> (usize, usize) {
    let before = &segment[..offset.min(segment.len())];
    let line = before.iter().filter(|c| **c == '\n').count();
    let column = before.iter().rev().take_while(|c| **c != '\n').count();
    (line, column)
}

/// The outermost node of an expression.
pub(super) fn outermost(source: &[char]) -> Node {
    let (mut from, mut to) = (0, source.len());
    loop {
        let Some(tokens) = tokenize(source, from, to) else { return Node::Other };
        match tokens[..] {
            // Parentheses around all of it are no node of their own.
            [Token { kind: TokenKind::Round, start, end }] => (from, to) = (start + 1, end - 1),
            _ => return node_of(source, &tokens),
        }
    }
}

fn node_of(source: &[char], tokens: &[Token]) -> Node {
    let mut best: Option<(u8, usize)> = None;
    let mut prefix = false;
    let mut expects_operand = true;
    for (index, token) in tokens.iter().enumerate() {
        let text: String = source[token.start..token.end].iter().collect();
        match token.kind {
            TokenKind::Name if text == "await" => prefix |= index == 0,
            TokenKind::Name if is_keyword(&text) => return Node::Other,
            TokenKind::Operator if text == "." => expects_operand = false,
            TokenKind::Operator => {
                let Some(strength) = strength_of(&text) else { return Node::Other };
                if expects_operand {
                    if !matches!(&*text, "+" | "-" | "~") {
                        return Node::Other;
                    }
                    prefix |= index == 0;
                    continue;
                }
                if text == "~" {
                    return Node::Other;
                }
                // Of several of one strength the last one is outermost, but the first `**`.
                let is_outer = match best {
                    None => true,
                    Some((known, _)) if strength == POWER => strength < known,
                    Some((known, _)) => strength <= known,
                };
                if is_outer {
                    best = Some((strength, index));
                }
                expects_operand = true;
            }
            TokenKind::Name | TokenKind::Literal | TokenKind::Round | TokenKind::Square | TokenKind::Curly => {
                expects_operand = false;
            }
        }
    }
    let starts_with_sign = tokens.first().is_some_and(|token| matches!(source[token.start], '-' | '+' | '~'));
    match best {
        // `-a ** b` is a negation.
        Some((POWER, _)) if starts_with_sign => Node::Other,
        Some((_, index)) => binary(source, tokens, index),
        None if prefix || tokens.len() < 2 => Node::Other,
        None => trailer(tokens),
    }
}

fn binary(source: &[char], tokens: &[Token], index: usize) -> Node {
    let start = tokens[index].start;
    let right = &tokens[index + 1..];
    // The right operand begins inside parentheses that enclose all of it.
    let mut operand = right.first().map_or(source.len(), |token| token.start);
    if let [Token { kind: TokenKind::Round, start, end }] = *right
        && tokenize(source, start + 1, end - 1).is_some_and(|inner| is_plain_group(source, &inner))
    {
        operand = start + 1;
    }
    let second = source.get(start + 1).copied().unwrap_or(' ');
    let is_double = start + 1 < operand && !second.is_whitespace() && !matches!(second, '\\' | '#');
    Node::Binary { start, end: start + 1 + is_double as usize }
}

/// Whether what stands in parentheses is one expression: no tuple and no generator.
fn is_plain_group(source: &[char], tokens: &[Token]) -> bool {
    !tokens.is_empty()
        && !tokens.iter().any(|token| {
            let text: String = source[token.start..token.end].iter().collect();
            (token.kind == TokenKind::Operator && text == ",") || (token.kind == TokenKind::Name && text == "for")
        })
}

fn trailer(tokens: &[Token]) -> Node {
    let [rest @ .., last] = tokens else { return Node::Other };
    let Some(before) = rest.last() else { return Node::Other };
    if before.kind == TokenKind::Operator {
        return Node::Other;
    }
    match last.kind {
        TokenKind::Round => {
            let plain_name = rest.len() == 1 && before.kind == TokenKind::Name;
            Node::Call { start: last.start, end: last.end, plain_name }
        }
        TokenKind::Square => Node::Subscript { start: last.start, end: last.end },
        TokenKind::Name | TokenKind::Literal | TokenKind::Operator | TokenKind::Curly => Node::Other,
    }
}

const POWER: u8 = 6;

/// How strongly a binary operator binds; None for what makes an expression something else.
fn strength_of(operator: &str) -> Option<u8> {
    Some(match operator {
        "|" => 0,
        "^" => 1,
        "&" => 2,
        "<<" | ">>" => 3,
        "+" | "-" => 4,
        "*" | "/" | "//" | "%" | "@" => 5,
        "**" => POWER,
        "~" => 7,
        _ => return None,
    })
}

fn is_keyword(text: &str) -> bool {
    const KEYWORDS: &[&str] = &[
        "and", "as", "assert", "async", "break", "class", "continue", "def", "del", "elif", "else", "except",
        "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass",
        "raise", "return", "try", "while", "with", "yield",
    ];
    KEYWORDS.contains(&text)
}

/// The tokens of `source[from..to]` outside brackets, each bracketed part being one token; None where it is no expression.
fn tokenize(source: &[char], from: usize, to: usize) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut at = from;
    while at < to {
        let c = source[at];
        let start = at;
        if c.is_whitespace() || c == '\\' {
            at += 1;
            continue;
        }
        let kind = if c == '#' {
            while at < to && source[at] != '\n' {
                at += 1;
            }
            continue;
        } else if c == '"' || c == '\'' {
            at = string_end(source, at, to)?;
            TokenKind::Literal
        } else if c.is_ascii_digit() || (c == '.' && source.get(at + 1).is_some_and(char::is_ascii_digit)) {
            while at < to && is_number_part(source, start, at) {
                at += 1;
            }
            TokenKind::Literal
        } else if c == '_' || c.is_alphabetic() {
            while at < to && (source[at] == '_' || source[at].is_alphanumeric()) {
                at += 1;
            }
            if at < to && matches!(source[at], '"' | '\'') && at - start <= 2 {
                at = string_end(source, at, to)?;
                TokenKind::Literal
            } else {
                TokenKind::Name
            }
        } else if matches!(c, '(' | '[' | '{') {
            at = bracket_end(source, at, to)?;
            match c {
                '(' => TokenKind::Round,
                '[' => TokenKind::Square,
                _ => TokenKind::Curly,
            }
        } else if matches!(c, ')' | ']' | '}') {
            return None;
        } else {
            const LONG: [&str; 12] = ["**", "//", "<<", ">>", "<=", ">=", "==", "!=", "->", ":=", "**=", "..."];
            let length = LONG
                .iter()
                .filter(|long| long.chars().eq(source[at..to].iter().copied().take(long.len())))
                .map(|long| long.len())
                .max();
            at += length.unwrap_or(1);
            let is_ellipsis = length == Some(3) && c == '.';
            if is_ellipsis { TokenKind::Literal } else { TokenKind::Operator }
        };
        tokens.push(Token { kind, start, end: at });
    }
    Some(tokens)
}

fn is_number_part(source: &[char], start: usize, at: usize) -> bool {
    let c = source[at];
    let sign = matches!(c, '+' | '-')
        && at > start
        && matches!(source[at - 1], 'e' | 'E')
        && !matches!(source.get(start + 1), Some('x' | 'X'));
    c.is_alphanumeric() || c == '_' || c == '.' || sign
}

/// The end of the string literal whose first quote is at `at`.
fn string_end(source: &[char], at: usize, to: usize) -> Option<usize> {
    let quote = source[at];
    let triple = at + 2 < to && source[at + 1] == quote && source[at + 2] == quote;
    let mut next = at + if triple { 3 } else { 1 };
    while next < to {
        if source[next] == '\\' {
            next += 2;
            continue;
        }
        if source[next] == quote
            && (!triple || (next + 2 < to && source[next + 1] == quote && source[next + 2] == quote))
        {
            return Some(next + if triple { 3 } else { 1 });
        }
        next += 1;
    }
    None
}

/// The end of the bracketed part that opens at `at`.
fn bracket_end(source: &[char], at: usize, to: usize) -> Option<usize> {
    let mut depth = 0usize;
    let mut next = at;
    while next < to {
        match source[next] {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => {
                depth -= 1;
                if depth == 0 {
                    return Some(next + 1);
                }
            }
            '"' | '\'' => {
                next = string_end(source, next, to)?;
                continue;
            }
            '#' => {
                while next < to && source[next] != '\n' {
                    next += 1;
                }
                continue;
            }
            _ => {}
        }
        next += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::anchors;

    fn check(source: &str, expected: &str) {
        let chars: Vec<char> = source.chars().collect();
        let shown = anchors(&chars).map(|found| {
            let carets = |column| if (found.left_column..found.right_column).contains(&column) { '^' } else { '~' };
            (0..chars.len()).map(carets).collect::<String>()
        });
        assert_eq!(shown.as_deref().unwrap_or(""), expected, "{source}");
    }

    #[test]
    fn operators_and_brackets_are_found() {
        check("a + b", "~~^~~");
        check("a + b * c", "~~^~~~~~~");
        check("a - b - c", "~~~~~~^~~");
        check("a ** b ** c", "~~^^~~~~~~~");
        check("f(x)", "~^^^");
        check("a.b[1]", "~~~^^^");
        check("(a + b) // c", "~~~~~~~~^^~~");
        check("a +(b)", "~~^^~~");
        check("-a ** b", "");
        check("a if b else c", "");
        check("await f()", "");
        check("a.b", "");
        check("\"a+b\" % (c, d)", "~~~~~~^~~~~~~~");
    }
}
