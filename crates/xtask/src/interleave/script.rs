//! Makes scripts of programs: one alone, or many in a row with a marker line before each.

use super::tree::{Node, render_block};
use std::collections::BTreeSet;

/// What the programs use: exceptions that print well, drivers, the orderly end.
const PRELUDE: &str = include_str!("prelude.py");

/// What only CPython gets: where it leaves an order open, the order of insertion is taken.
pub const ORACLE: &str = include_str!("oracle.py");

/// Begins the line that tells where the output of a case begins.
pub const MARKER: &str = "#### case ";

/// Many programs in one script, run one after the other; what one raises is printed.
pub fn batch(programs: &[(usize, &[Node])]) -> String {
    let mut text = PRELUDE.to_string();
    for (case, program) in programs {
        text.push_str(&format!("\n\nbegin({case})\n\n"));
        render_block(program, 0, &mut text);
        text.push_str("\nfinish(main)\n");
    }
    text
}

/// One program whose exceptions end the script, with what it needs of the prelude.
pub fn alone(program: &[Node]) -> String {
    with_prelude(program, "try:\n    asyncio.run(main())\nfinally:\n    print(\"ended\")\n    print = silent\n")
}

/// One program whose exceptions are printed, with what it needs of the prelude.
pub fn minimal(program: &[Node]) -> String {
    with_prelude(program, "finish(main)\n")
}

fn with_prelude(program: &[Node], end: &str) -> String {
    let mut text = String::new();
    render_block(program, 0, &mut text);
    text.push('\n');
    text.push_str(end);
    let chunks: Vec<&str> = PRELUDE.trim_end().split("\n\n\n").flat_map(assignments_apart).collect();
    let mut needed = BTreeSet::new();
    let mut work = vec![text.as_str()];
    while let Some(user) = work.pop() {
        for (index, chunk) in chunks.iter().enumerate() {
            if has_word(user, defined_name(chunk)) && needed.insert(index) {
                work.push(chunk);
            }
        }
    }
    let mut script = String::from("import asyncio\nimport gc\nimport sys\n\n");
    for index in needed {
        script.push_str(chunks[index]);
        script.push_str("\n\n\n");
    }
    script + &text
}

/// Assignments stand one blank line apart, definitions two.
fn assignments_apart(chunk: &str) -> Vec<&str> {
    let is_definition = chunk.starts_with("def ") || chunk.starts_with("class ") || chunk.starts_with("async def ");
    if is_definition { vec![chunk] } else { chunk.split("\n\n").collect() }
}

/// The name that a piece of the prelude defines; none for imports.
fn defined_name(chunk: &str) -> &str {
    let rest = ["async def ", "def ", "class ", "import "].iter().find_map(|word| chunk.strip_prefix(word));
    if chunk.starts_with("import ") {
        return "";
    }
    let rest = rest.unwrap_or(chunk);
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
    &rest[..end]
}

fn has_word(text: &str, word: &str) -> bool {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    !word.is_empty()
        && text.match_indices(word).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let after = text[at + word.len()..].chars().next();
            !before.is_some_and(is_name) && !after.is_some_and(is_name)
        })
}

#[cfg(test)]
mod tests {
    use super::super::feature::Feature;
    use super::*;

    #[test]
    fn a_program_alone_brings_only_what_it_needs() {
        let program = [Node::line(Feature::Print, "print(told(Boom(1)))")];
        let text = minimal(&program);
        assert!(text.contains("class Boom(") && text.contains("def told(") && text.contains("def finish("), "{text}");
        assert!(!text.contains("class Crash(") && !text.contains("started = []") && !text.contains("Pump"), "{text}");
    }

    #[test]
    fn a_batch_marks_where_each_case_begins() {
        let program = [Node::line(Feature::Print, "main = None")];
        let text = batch(&[(3, &program), (9, &program)]);
        assert!(text.contains("begin(3)") && text.contains("begin(9)"), "{text}");
    }
}
