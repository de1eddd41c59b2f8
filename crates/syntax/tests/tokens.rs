//! Token lists: layout, soft keywords, f-string modes.

use hognose_syntax::{TokenKind, tokenize};

/// The tokens as text: names as written, the rest by kind.
fn tokens(source: &str) -> String {
    let lexed = tokenize(source);
    assert_eq!(lexed.errors, [], "{source:?}");
    let shown = lexed.tokens.iter().map(|token| match token.kind {
        TokenKind::Newline => "NL".into(),
        TokenKind::Indent => ">>>".into(),
        TokenKind::Dedent => "<<<".into(),
        TokenKind::Name | TokenKind::Integer | TokenKind::String => source[token.span.range()].to_string(),
        TokenKind::FStringStart | TokenKind::FStringMiddle | TokenKind::FStringEnd | TokenKind::FStringConversion => {
            format!("<{}>", &source[token.span.range()])
        }
        kind => kind.text().to_string(),
    });
    shown.collect::<Vec<_>>().join(" ")
}

fn message(source: &str) -> String {
    let lexed = tokenize(source);
    let error = lexed.errors.into_iter().chain(lexed.interruption).next();
    error.map_or_else(String::new, |error| error.message)
}

#[test]
fn blocks_and_blank_lines() {
    assert_eq!(tokens("if x:\n\n  # note\n  y\n\n\nz"), "if x : NL >>> y NL <<< z NL");
    assert_eq!(tokens("if x:\n  if y:\n    z\n"), "if x : NL >>> if y : NL >>> z NL <<< <<<");
    assert_eq!(tokens("\n\n# only\n"), "");
    assert_eq!(tokens("x # note"), "x NL");
}

#[test]
fn lines_join_inside_brackets_and_after_backslashes() {
    assert_eq!(tokens("(a,\n  b # note\n\n)\nc"), "( a , b ) NL c NL");
    assert_eq!(tokens("a \\\n  b\nc"), "a b NL c NL");
    assert_eq!(tokens("a\r\nb\rc\n"), "a NL b NL c NL");
}

#[test]
fn tabs_and_form_feeds() {
    assert_eq!(tokens("if x:\n\ty\n\tz\n"), "if x : NL >>> y NL z NL <<<");
    assert_eq!(tokens("if x:\n  y\n\x0c  z\n"), "if x : NL >>> y NL z NL <<<");
    assert_eq!(message("if x:\n\ty\n        z\n"), "inconsistent use of tabs and spaces in indentation");
    assert_eq!(message("if x:\n  y\n z\n"), "unindent does not match any outer indentation level");
}

#[test]
fn a_missing_block_is_put_in() {
    let lexed = tokenize("if x:\ny\n");
    assert_eq!(lexed.grammar_errors[0].message, "expected an indented block after 'if' statement on line 1");
    assert!(lexed.tokens.iter().any(|token| token.kind == TokenKind::MissingBlock));
}

#[test]
fn soft_keywords() {
    let kinds = |source: &str| -> Vec<TokenKind> {
        let soft = [TokenKind::Match, TokenKind::Case, TokenKind::Type, TokenKind::WithParenthesis];
        tokenize(source).tokens.iter().map(|token| token.kind).filter(|kind| soft.contains(kind)).collect()
    };
    assert_eq!(
        kinds("match x:\n  case y: case = 1\n  case _:\n    case\n"),
        [TokenKind::Match, TokenKind::Case, TokenKind::Case]
    );
    assert_eq!(kinds("match(x)\nmatch = 1\nmatch.x\nmatch[x]: int\nprint(match)\ncase = 1\n"), []);
    assert_eq!(kinds("match (x):\n  case 1: pass\n"), [TokenKind::Match, TokenKind::Case]);
    assert_eq!(kinds("type X = int\ntype = 1\ntype(x)\ntype X[T] = T\n"), [TokenKind::Type, TokenKind::Type]);
    assert_eq!(kinds("with (a as b): pass\nwith (a): pass\nwith (a, b) as c: pass\n"), [TokenKind::WithParenthesis]);
}

#[test]
fn fstring_modes() {
    assert_eq!(tokens("f'a{b!r:>{c}}d'"), "<f'> <a> { b <!r> : <>> { c } } <d> <'> NL");
    assert_eq!(tokens("f'{a:=5}'"), "<f'> { a : <=5> } <'> NL");
    assert_eq!(tokens("f'{a!=b}'"), "<f'> { a != b } <'> NL");
    assert_eq!(tokens("f'{(a:=5)}'"), "<f'> { ( a := 5 ) } <'> NL");
    assert_eq!(tokens("f'{x['y']}'"), "<f'> { x [ 'y' ] } <'> NL");
    assert_eq!(tokens("f'{{}}'"), "<f'> <{{}}> <'> NL");
    assert_eq!(tokens("f'{f'{1}'}'"), "<f'> { <f'> { 1 } <'> } <'> NL");
    assert_eq!(tokens("f'{a = }'"), "<f'> { a = } <'> NL");
    assert_eq!(tokens("f'\\N{DIGIT ONE}{x}'"), "<f'> <\\N{DIGIT ONE}> { x } <'> NL");
}

#[test]
fn words_beyond_ascii() {
    assert_eq!(tokens("été = ifé"), "été = ifé NL");
    assert_eq!(message("a£"), "invalid character '£' (U+00A3)");
    assert_eq!(message("a\u{feff}"), "invalid non-printable character U+FEFF");
    assert_eq!(tokens("\u{feff}a"), "a NL");
}

#[test]
fn limits() {
    assert_eq!(message(&"(".repeat(201)), "too many nested parentheses");
    assert_eq!(message(&"f'{".repeat(151)), "too many nested f-strings");
    let blocks: String = (0..101).map(|depth| format!("{}if x:\n", " ".repeat(depth))).collect();
    assert_eq!(message(&blocks), "too many levels of indentation");
}
