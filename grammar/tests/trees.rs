//! Shapes and spans of trees. Spans are those of CPython's `ast`.

use hognose_grammar::{Parsed, parse};
use hognose_syntax::ast::*;

fn module(source: &str) -> Module {
    let Parsed { module, errors, .. } = parse(source);
    assert_eq!(errors, [], "{source:?}");
    module
}

fn expression(source: &str) -> Expr {
    match module(source).body.pop().map(|statement| statement.kind) {
        Some(StmtKind::Expr(expr)) => expr,
        other => panic!("{source:?} is {other:?}"),
    }
}

fn text(source: &str, expr: &Expr) -> String {
    source[expr.span.range()].to_string()
}

#[test]
fn parentheses_belong_to_tuples_and_generators_only() {
    for (source, inner) in [
        ("(a)", "a"),
        ("((a + b))", "a + b"),
        ("(a, b)", "(a, b)"),
        ("((a, b))", "(a, b)"),
        ("a, b", "a, b"),
        ("(x for x in y)", "(x for x in y)"),
        ("(yield)", "yield"),
        ("[(a)]", "[(a)]"),
    ] {
        assert_eq!(text(source, &expression(source)), inner);
    }
    assert!(expression("(a)").parenthesized && !expression("a").parenthesized);
}

#[test]
fn the_only_generator_argument_spans_the_call_parentheses() {
    let source = "f(x for x in y)";
    let ExprKind::Call { arguments, .. } = expression(source).kind else { panic!("no call") };
    let [Argument::Positional(generator)] = arguments.as_slice() else { panic!("not one argument") };
    assert_eq!(text(source, generator), "(x for x in y)");
}

#[test]
fn statements_end_with_their_last_statement() {
    let source = "@deco\nasync def f(a, *, b: int = 1) -> c:\n    pass  # note\n\nelse_ = 1\n";
    let module = module(source);
    let StmtKind::FunctionDef(function) = &module.body[0].kind else { panic!("no function") };
    assert_eq!(&source[function.span.range()], "async def f(a, *, b: int = 1) -> c:\n    pass");
    assert_eq!(function.decorators.len(), 1);
    assert_eq!(function.parameters.keyword_only.len(), 1);
    assert_eq!(function.parameters.positional_or_keyword.len(), 1);
}

#[test]
fn an_elif_chain_is_flat() {
    let module = module("if a: b\nelif c: d\nelif e: f\nelse: g\n");
    let StmtKind::If { branches, orelse } = &module.body[0].kind else { panic!("no if") };
    assert_eq!((branches.len(), orelse.len()), (3, 1));
}

#[test]
fn soft_keywords_are_names_elsewhere() {
    let source = "match = case = type = _ = 1\nmatch(match)\nmatch[case]\nmatch.type\ntype(x)\nprint(match, case)\n\
                  match -x:\n    case _: type = 1\ntype X[T: int] = list[T]\nclass C:\n    match: int\n    type: str\n";
    assert_eq!(module(source).body.len(), 9);
}

#[test]
fn match_patterns() {
    let source =
        "match x, *y:\n    case [a, *_] | (b, c) | {'k': 1, **rest} if a: pass\n    case P(1, k=-2 + 3j) as p: pass\n";
    let module = module(source);
    let StmtKind::Match { subject, cases } = &module.body[0].kind else { panic!("no match") };
    assert!(matches!(subject.kind, ExprKind::Tuple(_)));
    assert!(matches!(&cases[0].pattern.kind, PatternKind::Or(items) if items.len() == 3));
    assert!(matches!(cases[1].pattern.kind, PatternKind::As { .. }));
}

#[test]
fn with_items() {
    for (source, count) in [
        ("with a, b: pass", 2),
        ("with (a, b): pass", 2),
        ("with (a as b, c as d,): pass", 2),
        ("with (a, b) as c: pass", 1),
        ("with (a): pass", 1),
        ("with ((a, b)): pass", 1),
        ("with (a, *b): pass", 1),
        ("with (yield): pass", 1),
        ("async with (a as b): pass", 1),
    ] {
        let module = module(source);
        let StmtKind::With { items, .. } = &module.body[0].kind else { panic!("no with") };
        assert_eq!(items.len(), count, "{source}");
    }
}

#[test]
fn fstrings() {
    let source = "f'a{{b}}{x!r:>{w}.2}{y = }' 'tail' f\"{d['k']}\"";
    let ExprKind::FString(parts) = expression(source).kind else { panic!("no f-string") };
    let literal = |part: &FStringPart| match part {
        FStringPart::Literal(text) => text.to_string(),
        FStringPart::Field(field) => source[field.span.range()].to_string(),
    };
    let texts: Vec<String> = parts.iter().map(literal).collect();
    assert_eq!(texts, ["a{b}", "{x!r:>{w}.2}", "{y = }", "tail", "{d['k']}"]);
    let FStringPart::Field(field) = &parts[1] else { panic!("no field") };
    assert_eq!((field.conversion, field.format_spec.as_ref().map(Vec::len)), (Some(Conversion::Repr), Some(3)));
    let FStringPart::Field(field) = &parts[2] else { panic!("no field") };
    assert_eq!(field.debug_text.as_deref(), Some("y = "));
}

#[test]
fn names_are_normalised_and_lines_may_end_in_any_way() {
    let module = module("\u{feff}ﬁ = 1\r\nif ﬁ:\r\n\tx = '''a\r\nb'''\r\rdef ª(): pass\n");
    let StmtKind::Assign { targets, .. } = &module.body[0].kind else { panic!("no assignment") };
    assert!(matches!(&targets[0].kind, ExprKind::Name(name) if name.as_ref() == "fi"));
    let StmtKind::If { branches, .. } = &module.body[1].kind else { panic!("no if") };
    let StmtKind::Assign { value, .. } = &branches[0].1[0].kind else { panic!("no assignment") };
    assert!(matches!(&value.kind, ExprKind::Str(text) if text.as_ref() == "a\nb"));
    let StmtKind::FunctionDef(function) = &module.body[2].kind else { panic!("no function") };
    assert_eq!(function.name.name.as_ref(), "a");
}

#[test]
fn legal_oddities() {
    for source in [
        "",
        "\n\n",
        "# only a comment",
        "x = 1;",
        "x: (int) = 1",
        "-await_ ** -2",
        "async def f(): return -await x, 2 ** await x, await x ** 2, [await (yield)]",
        "a[b:c, ::2, *d, e := 1]",
        "lambda *, a, **k: (yield)",
        "print(*a, *b, k=1, **d, **e)",
        "for x in *a, b: pass\nelse: pass",
        "try: a\nexcept* (A, B) as e: b\nfinally: c",
        "if x:\n\\\n  y = 1\n",
        "x = [i for i in a if b if lambda_ if not c]",
        "1if x else 2",
        "from . import (a as b,)",
        "from ...a import *",
        "@(yield_)[0].b\nclass A[T, *Ts, **P = [int]](B, metaclass=M): x: int",
        "global a, b; nonlocal_ = 1",
        "x = yield_ = (yield)",
        "\x0cif x:\n\x0c  y\n",
        "f'{x:\n}'",
        "rf'\\{x}' fr\"{'\\n'}\"",
        "f'{x!r:{y}}' f'{{}}' f'''{\nx # note\n}'''",
    ] {
        module(source);
    }
}
