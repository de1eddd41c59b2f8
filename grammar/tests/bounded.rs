//! Deep and long inputs end in a tree or an error, on a small stack, and never in a crash.

use hognose_grammar::{Parsed, parse};

/// Parses on a thread with one MiB of stack, drops the tree there, and returns the first message.
fn first_message(source: String) -> String {
    let parser = std::thread::Builder::new().stack_size(1 << 20).spawn(move || {
        let Parsed { module, errors, .. } = parse(&source);
        drop(module);
        errors.into_iter().next().map_or_else(String::new, |error| error.message)
    });
    parser.expect("a thread").join().expect("no crash")
}

#[test]
fn open_brackets_are_bounded() {
    assert_eq!(first_message("(".repeat(100_000_000)), "too many nested parentheses");
    assert_eq!(first_message("[".repeat(1_000_000)), "too many nested parentheses");
    assert_eq!(first_message(format!("{}1{}", "(".repeat(200), ")".repeat(200))), "");
    assert_eq!(first_message(format!("{}1{}", "[".repeat(200), "]".repeat(200))), "");
    assert_eq!(first_message(format!("{}1{}", "(".repeat(201), ")".repeat(201))), "too many nested parentheses");
    assert_eq!(first_message("f'{".repeat(1_000_000)), "too many nested f-strings");
}

#[test]
fn long_spines_are_allowed_up_to_a_bound() {
    assert_eq!(first_message(format!("x{}", " + 1".repeat(2_900))), "");
    assert_eq!(first_message(format!("x{}", ".a".repeat(2_900))), "");
    assert_eq!(first_message(format!("x{}", "()".repeat(2_900))), "");
    for unit in [" + 1", ".a", "()", "[0]", " ** 1"] {
        assert_eq!(first_message(format!("x{}", unit.repeat(300_000))), "expression is nested too deeply", "{unit}");
    }
    assert_eq!(first_message("1+".repeat(1_000_000)), "expression is nested too deeply");
}

#[test]
fn nested_operators_are_bounded() {
    for prefix in ["-", "not ", "lambda: ", "x if y else ", "~", "2 ** ", "await "] {
        let message = first_message(format!("{}1", prefix.repeat(100_000)));
        let expected = if prefix == "await " { "invalid syntax" } else { "expression is nested too deeply" };
        assert_eq!(message, expected, "{prefix}");
    }
}

#[test]
fn operators_that_do_not_nest_are_not_taken_for_nested() {
    for (start, unit) in [
        ("x", " and not y"),
        ("x", " or -y"),
        ("x", " < -y"),
        ("x", " not in y"),
        ("-x", ", -y ** z"),
        ("x", ", lambda: y"),
        ("x", ", y if z else -y"),
        ("x", "\nlambda: not y"),
        ("[x]", "\n[-y]"),
    ] {
        assert_eq!(first_message(format!("{start}{}", unit.repeat(20_000))), "", "{unit}");
    }
    assert_eq!(first_message(format!("{{{}}}", "-1: 2 - 1, ".repeat(20_000))), "");
    assert_eq!(first_message(format!("f({})", "-1, ".repeat(20_000))), "");
    assert_eq!(first_message(format!("match x:\n    case {}1: pass\n", "-1 | ".repeat(20_000))), "");
}

#[test]
fn lambdas_with_parameters_and_conditions_with_and_are_bounded() {
    for prefix in ["lambda a, b=-1, *c: ", "lambda a=", "x if y and z else ", "- x ** ", "not -"] {
        let message = first_message(format!("{}1", prefix.repeat(100_000)));
        assert_eq!(message, "expression is nested too deeply", "{prefix}");
    }
}

#[test]
fn long_flat_lists_are_fine() {
    assert_eq!(first_message(format!("x{}", " and y".repeat(100_000))), "");
    assert_eq!(first_message(format!("x{}", " < y".repeat(100_000))), "");
    assert_eq!(first_message(format!("[{}]", "1, ".repeat(100_000))), "");
    assert_eq!(first_message(format!("f({})", "a, ".repeat(100_000))), "");
    assert_eq!(first_message("'a' ".repeat(100_000)), "");
    assert_eq!(first_message(format!("if x: y\n{}", "elif x: y\n".repeat(100_000))), "");
}

#[test]
fn nested_blocks_are_bounded() {
    let mut source = String::new();
    for depth in 0..2_000 {
        source.push_str(&" ".repeat(depth));
        source.push_str("if x:\n");
    }
    assert_eq!(first_message(source), "too many levels of indentation");
    let tabs: String = (0..99).map(|depth| format!("{}if x:\n", "\t".repeat(depth))).collect();
    assert_eq!(first_message(format!("{tabs}{}y\n", "\t".repeat(99))), "");
}

#[test]
fn many_errors_are_cut_short() {
    for line in ["1 1\n", "1 = 1\n", "if x:\n", "'\n", "0x\n", "€\n", "f'{}'\n", "x = (1 2)\n", ")\n", "  x\n"] {
        let Parsed { errors, .. } = parse(&line.repeat(50_000));
        assert!((1..=50).contains(&errors.len()), "{line:?}: {} errors", errors.len());
    }
}

#[test]
fn patterns_are_bounded() {
    let deep = format!("match x:\n    case {}a{}: pass\n", "[".repeat(200), "]".repeat(200));
    assert_eq!(first_message(deep), "");
    let long = format!("match x:\n    case {}1: pass\n", "1 | ".repeat(100_000));
    assert_eq!(first_message(long), "");
}
