//! CPython's texts and lines for faulty programs, as `python3.13 -c` tells them.

use hognose_grammar::{Parsed, parse};
use hognose_source::SourceFile;

/// All errors as `line: Type: message`.
fn errors(source: &str) -> Vec<String> {
    let file = SourceFile::new("test", source);
    let Parsed { errors, .. } = parse(source);
    let line = |at: u32| file.line_column(at).line;
    errors.iter().map(|e| format!("{}: {}: {}", line(e.span.start), e.type_name(), e.message)).collect()
}

#[track_caller]
fn check(source: &str, expected: &str) {
    assert_eq!(errors(source).first().map(String::as_str), Some(expected), "{source:?}");
}

#[test]
fn brackets() {
    check("print(1\nprint(2)\n", "1: SyntaxError: '(' was never closed");
    check("x = (1, 2\ny = 3\n", "1: SyntaxError: '(' was never closed");
    check("a)", "1: SyntaxError: unmatched ')'");
    check("(]", "1: SyntaxError: closing parenthesis ']' does not match opening parenthesis '('");
    check("(\n]", "2: SyntaxError: closing parenthesis ']' does not match opening parenthesis '(' on line 1");
    check("def f(: pass", "1: SyntaxError: invalid syntax");
}

#[test]
fn layout() {
    check("x\n  y", "2: IndentationError: unexpected indent");
    check("if x:\npass", "2: IndentationError: expected an indented block after 'if' statement on line 1");
    check("def f():", "1: IndentationError: expected an indented block after function definition on line 1");
    check(
        "try:\n  a\nexcept* A:\nb",
        "4: IndentationError: expected an indented block after 'except*' statement on line 3",
    );
    check("if 1:\n  a\n b\n", "3: IndentationError: unindent does not match any outer indentation level");
    check("if x:\n\ta\n        b\n", "3: TabError: inconsistent use of tabs and spaces in indentation");
    check("class A:\n  @b\nx", "3: IndentationError: unexpected unindent");
    check("a\\ b", "1: SyntaxError: unexpected character after line continuation character");
    check("a = 1\\\n", "1: SyntaxError: unexpected EOF while parsing");
    check("a\0b", "1: SyntaxError: source code cannot contain null bytes");
}

#[test]
fn characters_and_numbers() {
    check("€", "1: SyntaxError: invalid character '€' (U+20AC)");
    check("a\u{a0}b", "1: SyntaxError: invalid non-printable character U+00A0");
    check("a $ b", "1: SyntaxError: invalid syntax");
    check("x = 1_", "1: SyntaxError: invalid decimal literal");
    let zeros = "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers";
    check("01", &format!("1: SyntaxError: {zeros}"));
    let message = errors(&"9".repeat(4301)).join("");
    assert!(message.contains("Exceeds the limit (4300 digits) for integer string conversion: value has 4301 digits"));
}

#[test]
fn strings() {
    check("x = 'abc", "1: SyntaxError: unterminated string literal (detected at line 1)");
    check("'''a\nb\nc", "1: SyntaxError: unterminated triple-quoted string literal (detected at line 3)");
    check(
        "\"a\\\"",
        "1: SyntaxError: unterminated string literal (detected at line 1); perhaps you escaped the end quote?",
    );
    check("x = 'a' b'b'", "1: SyntaxError: cannot mix bytes and nonbytes literals");
    check("b'é'", "1: SyntaxError: bytes can only contain ASCII literal characters");
    check("'\\ud800'", "1: SyntaxError: half of a surrogate pair in a string literal is not supported");
}

#[test]
fn fstrings() {
    check("f'{}'", "1: SyntaxError: f-string: valid expression required before '}'");
    check("f'{!r}'", "1: SyntaxError: f-string: valid expression required before '!'");
    check("f'{a!x}'", "1: SyntaxError: f-string: invalid conversion character 'x': expected 's', 'r', or 'a'");
    check("f'{a b}'", "1: SyntaxError: invalid syntax. Perhaps you forgot a comma?");
    check("f'{a=b}'", "1: SyntaxError: f-string: expecting '!', or ':', or '}'");
    check("f'{1+}'", "1: SyntaxError: f-string: expecting '=', or '!', or ':', or '}'");
    check("f'{a'", "1: SyntaxError: f-string: expecting '}'");
    check("f'{a", "1: SyntaxError: '{' was never closed");
    check("f'}'", "1: SyntaxError: f-string: single '}' is not allowed");
    check("f'{a)}'", "1: SyntaxError: f-string: unmatched ')'");
    check("f'{lambda x:1}'", "1: SyntaxError: f-string: lambda expressions are not allowed without parentheses");
    check("f'{a:{b:{c:{d}}}}'", "1: SyntaxError: f-string: expressions nested too deeply");
    check("f'abc", "1: SyntaxError: unterminated f-string literal (detected at line 1)");
}

#[test]
fn targets() {
    check("f() = 1", "1: SyntaxError: cannot assign to function call here. Maybe you meant '==' instead of '='?");
    check("1 = x = 2", "1: SyntaxError: cannot assign to literal");
    check("(a, b()) = 1", "1: SyntaxError: cannot assign to function call");
    check("None = 1", "1: SyntaxError: cannot assign to None");
    check("x = yield = 1", "1: SyntaxError: assignment to yield expression not possible");
    check("a, b += 1", "1: SyntaxError: 'tuple' is an illegal expression for augmented assignment");
    check("(a, b): int", "1: SyntaxError: only single target (not tuple) can be annotated");
    check("for f() in x: pass", "1: SyntaxError: cannot assign to function call");
    check("with a as 1: pass", "1: SyntaxError: cannot assign to literal");
    check("del f()", "1: SyntaxError: cannot delete function call");
    check("del *a", "1: SyntaxError: cannot delete starred");
    check("(1 := 1)", "1: SyntaxError: cannot use assignment expressions with literal");
    check("*a = 1", "1: SyntaxError: starred assignment target must be in a list or tuple");
    check(
        "await x = 1",
        "1: SyntaxError: cannot assign to await expression here. Maybe you meant '==' instead of '='?",
    );
}

#[test]
fn expressions() {
    check("f(a b)\n", "1: SyntaxError: invalid syntax. Perhaps you forgot a comma?");
    check("{1: 2 3: 4}", "1: SyntaxError: invalid syntax. Perhaps you forgot a comma?");
    check("{1: 2, 3}", "1: SyntaxError: ':' expected after dictionary key");
    check("{1:}", "1: SyntaxError: expression expected after dictionary key and ':'");
    check("x = a if b", "1: SyntaxError: expected 'else' after 'if' expression");
    check("3 + not 3", "1: SyntaxError: 'not' after an operator must be parenthesized");
    check("(x=1, 2)", "1: SyntaxError: invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
    check("if x = 3: pass", "1: SyntaxError: invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
    check("[x for x if y]", "1: SyntaxError: 'in' expected after for-loop variables");
    check("[x, y for x, y in z]", "1: SyntaxError: did you forget parentheses around the comprehension target?");
    check("[*a for a in b]", "1: SyntaxError: iterable unpacking cannot be used in comprehension");
    check("print 1", "1: SyntaxError: Missing parentheses in call to 'print'. Did you mean print(...)?");
    check("(*a)", "1: SyntaxError: cannot use starred expression here");
    check("x = *a", "1: SyntaxError: can't use starred expression here");
    check("await await x", "1: SyntaxError: invalid syntax");
    check("await -x", "1: SyntaxError: invalid syntax");
}

#[test]
fn arguments_and_parameters() {
    check("f(a=1, b)", "1: SyntaxError: positional argument follows keyword argument");
    check("f(**a, b)", "1: SyntaxError: positional argument follows keyword argument unpacking");
    check("f(**a, *b)", "1: SyntaxError: iterable argument unpacking follows keyword argument unpacking");
    check("f(a.b=1)", "1: SyntaxError: expression cannot contain assignment, perhaps you meant \"==\"?");
    check("f(a for a in b, c)", "1: SyntaxError: Generator expression must be parenthesized");
    check("f(a=1, a=2)", "1: SyntaxError: keyword argument repeated: a");
    check("f(a=)", "1: SyntaxError: expected argument value expression");
    check("f(x, *)", "1: SyntaxError: Invalid star expression");
    check("def f(a=1, b): pass", "1: SyntaxError: parameter without a default follows parameter with a default");
    check("def f(*): pass", "1: SyntaxError: named arguments must follow bare *");
    check("def f(/, a): pass", "1: SyntaxError: at least one argument must precede /");
    check("def f(**a, b): pass", "1: SyntaxError: arguments cannot follow var-keyword argument");
    check("lambda (x): 1", "1: SyntaxError: Lambda expression parameters cannot be parenthesized");
    check("def f[]: pass", "1: SyntaxError: Type parameter list cannot be empty");
}

#[test]
fn statements() {
    check("while x\n  y", "1: SyntaxError: expected ':'");
    check("def f\n", "1: SyntaxError: expected '('");
    check("else: pass", "1: SyntaxError: invalid syntax");
    check("try:\n  a\nx = 1", "3: SyntaxError: expected 'except' or 'finally' block");
    check("try: a\nexcept: b\nexcept A: c", "2: SyntaxError: default 'except:' must be last");
    check("try: a\nexcept A, B: c", "2: SyntaxError: multiple exception types must be parenthesized");
    check("from x import a,", "1: SyntaxError: trailing comma not allowed without surrounding parentheses");
    check("import a from b", "1: SyntaxError: Did you mean to use 'from ... import ...' instead?");
    check("match x:\n  case 1 as _: pass", "2: SyntaxError: cannot use '_' as a target");
    check("match x:\n  case F(a=1, b): pass", "2: SyntaxError: positional patterns follow keyword patterns");
}

#[test]
fn several_errors_are_told_in_one_go() {
    let source = "x = = 1\ny = 2\nif y\n    z = (1 2)\nelse:\n    f() = 3\ndef g(a=1, b):\n    return\nprint 1\n";
    assert_eq!(
        errors(source),
        [
            "1: SyntaxError: invalid syntax",
            "3: SyntaxError: expected ':'",
            "4: SyntaxError: invalid syntax. Perhaps you forgot a comma?",
            "6: SyntaxError: cannot assign to function call here. Maybe you meant '==' instead of '='?",
            "7: SyntaxError: parameter without a default follows parameter with a default",
            "9: SyntaxError: Missing parentheses in call to 'print'. Did you mean print(...)?",
        ]
    );
    // Like CPython, a fault of a token anywhere hides those of the grammar.
    assert_eq!(errors("x = = 1\ny = 0x\nz = 1_\n").len(), 2);
}
