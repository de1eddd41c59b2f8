//! What the compiler refuses: CPython's SyntaxErrors with text and place, and what the subset leaves out.

use hognose_source::{Diagnostic, DiagnosticKind, SourceFile};
use std::sync::Arc;

fn errors_of(source: &str) -> Vec<Diagnostic> {
    let hognose_grammar::Parsed { module, errors, .. } = hognose_grammar::parse(source);
    // Some of these are found while the tree is built.
    if !errors.is_empty() {
        return errors;
    }
    let file = Arc::new(SourceFile::new("test.py", source));
    hognose_compiler::compile(&module, file).code.err().unwrap_or_default()
}

/// The first error is a SyntaxError with that text at that part of the source.
#[track_caller]
fn check(source: &str, message: &str, place: &str) {
    let errors = errors_of(source);
    let first = errors.first().unwrap_or_else(|| panic!("{source:?} is wrong"));
    assert_eq!((first.kind, &*first.message), (DiagnosticKind::Syntax, message), "{source:?}");
    assert_eq!(source.get(first.span.range()), Some(place), "{source:?}");
}

#[track_caller]
fn check_unsupported(source: &str, message: &str) {
    let errors = errors_of(source);
    let first = errors.first().unwrap_or_else(|| panic!("{source:?} is refused"));
    assert_eq!((first.kind, &*first.message), (DiagnosticKind::Unsupported, message), "{source:?}");
    assert!(first.help.is_some(), "{source:?} has advice");
}

#[track_caller]
fn check_fine(source: &str) {
    assert_eq!(errors_of(source), [], "{source:?}");
}

#[test]
fn statements_out_of_place() {
    check("return", "'return' outside function", "return");
    check("class C:\n return 1", "'return' outside function", "return 1");
    check("break", "'break' outside loop", "break");
    check("for x in y:\n class C:\n  break", "'break' outside loop", "break");
    check("continue", "'continue' not properly in loop", "continue");
    check("yield", "'yield' outside function", "yield");
    check("def f():\n from x import *", "import * only allowed at module level", "*");
    check("try:\n pass\nexcept:\n pass\nexcept E:\n pass", "default 'except:' must be last", "except:\n pass");
    let text = "'break', 'continue' and 'return' cannot appear in an except* block";
    check("try:\n pass\nexcept* E:\n break", text, "break");
    check("for x in y:\n try:\n  pass\n except* E:\n  continue", text, "continue");
    check_fine("try:\n pass\nexcept* E:\n for x in y:\n  break");
}

#[test]
fn await_and_yield_out_of_place() {
    check("await x", "'await' outside function", "await x");
    check("async def f(x=await y): pass", "'await' outside function", "await y");
    check("def f():\n await x", "'await' outside async function", "await x");
    check("lambda: await x", "'await' outside async function", "await x");
    check("async with x: pass", "'async with' outside async function", "async with x: pass");
    check("def f():\n async for x in y: pass", "'async for' outside async function", "async for x in y: pass");
    let text = "asynchronous comprehension outside of an asynchronous function";
    check("[x async for x in y]", text, "[x async for x in y]");
    check("def f():\n {await x for y in z}", text, "{await x for y in z}");
    check_fine("(x async for x in y)");
    check_fine("async def f():\n [[x async for x in y] for z in w]");
    check("async def f():\n yield\n return 1", "'return' with value in async generator", "return 1");
    check("async def f():\n return None\n yield", "'return' with value in async generator", "return None");
    check("async def f():\n yield from x", "'yield from' inside async function", "yield from x");
    check("def f():\n [(yield) for x in y]", "'yield' inside list comprehension", "yield");
    check("def f():\n ((yield) for x in y)", "'yield' inside generator expression", "yield");
    check_fine("async def f():\n lambda: (yield)");
}

#[test]
fn declarations() {
    check("nonlocal x", "nonlocal declaration not allowed at module level", "nonlocal x");
    check("def f():\n nonlocal x", "no binding for nonlocal 'x' found", "nonlocal x");
    check("def f(x):\n global x", "name 'x' is parameter and global", "global x");
    check("def f():\n print(x)\n global x", "name 'x' is used prior to global declaration", "global x");
    check("def f():\n x = 1\n global x", "name 'x' is assigned to before global declaration", "global x");
    check("def f():\n x: int\n global x", "annotated name 'x' can't be global", "global x");
    check("def f():\n global x\n x: int", "annotated name 'x' can't be global", "x: int");
    let text = "name 'x' is nonlocal and global";
    check("def f():\n x=1\n def g():\n  nonlocal x\n  global x", text, "nonlocal x");
    check("def f(a, a): pass", "duplicate argument 'a' in function definition", "a");
    check("f(a=1, a=2)", "keyword argument repeated: a", "a=2");
    check("def f(__debug__): pass", "cannot assign to __debug__", "__debug__");
}

#[test]
fn assignment_expressions_in_comprehensions() {
    let text = "assignment expression cannot rebind comprehension iteration variable 'x'";
    check("[x := 1 for x in y]", text, "x");
    let text = "assignment expression cannot be used in a comprehension iterable expression";
    check("[x for y in (x := 1)]", text, "x := 1");
    let text = "assignment expression within a comprehension cannot be used in a class body";
    check("class C:\n [(x := 1) for y in z]", text, "x");
}

#[test]
fn patterns() {
    let text = "name capture 'a' makes remaining patterns unreachable";
    check("match x:\n case a: pass\n case b: pass", text, "a");
    check("match x:\n case a | 1: pass", text, "a");
    check("match x:\n case _: pass\n case 1: pass", "wildcard makes remaining patterns unreachable", "_");
    check("match x:\n case [a] | [b]: pass", "alternative patterns bind different names", "[a] | [b]");
    check("match x:\n case [a, a]: pass", "multiple assignments to name 'a' in pattern", "a");
    check("match x:\n case {1: a, 1: b}: pass", "mapping pattern checks duplicate key (1)", "{1: a, 1: b}");
    check("match x:\n case C(a=1, a=2): pass", "attribute name repeated in class pattern: a", "2");
}

#[test]
fn starred_expressions() {
    check("*a = 1", "starred assignment target must be in a list or tuple", "*a");
    check("a, *b, *c = x", "multiple starred expressions in assignment", "a, *b, *c");
    check("x = *a", "can't use starred expression here", "*a");
}

#[test]
fn future_imports() {
    check("from __future__ import braces", "not a chance", "from __future__ import braces");
    check("from __future__ import x", "future feature x is not defined", "from __future__ import x");
    let text = "from __future__ imports must occur at the beginning of the file";
    check("x = 1\nfrom __future__ import division", text, "from __future__ import division");
    check_fine("'doc'\nfrom __future__ import annotations, division\nx: undefined = 1");
}

#[test]
fn nested_blocks_are_limited() {
    let nested = |depth: usize| {
        let lines = (0..depth).map(|level| format!("{}while x:\n", " ".repeat(level)));
        lines.collect::<String>() + &" ".repeat(depth) + "pass\n"
    };
    check_fine(&nested(21));
    let errors = errors_of(&nested(22));
    assert_eq!(errors.first().map(|error| &*error.message), Some("too many statically nested blocks"));
}

#[test]
fn what_the_subset_leaves_out() {
    check_unsupported("x = 1j", "complex numbers are not supported");
    check_unsupported("class C(metaclass=M): pass", "metaclasses are not supported");
    check_unsupported("class C(*bases): pass", "* and ** in the header of a class are not supported");
    check_unsupported("def f[T](x: T): pass", "type parameters are not supported");
    check_unsupported("type A = int", "the type statement is not supported");
}
