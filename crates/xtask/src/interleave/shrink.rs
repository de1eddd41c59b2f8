//! Shrinks a program that shows a difference: delta debugging on its tree.
//!
//! Zeller and Hildebrandt, "Simplifying and isolating failure-inducing input" (2002), over lists of statements, and with
//! the steps of hierarchical delta debugging (Misherghi and Su, 2006): a statement can give way to one of its blocks.

use super::edit::{Edit, apply, edits};
use super::tree::{Node, count_lines};

/// How many candidates are tried in one process.
const AT_ONCE: usize = 60;

/// Tells which of some programs still show the difference.
pub trait Oracle {
    /// One answer for each candidate.
    fn differing(&mut self, candidates: &[Vec<Node>]) -> Result<Vec<bool>, String>;
}

/// The smallest program that this finds which still differs.
pub fn shrink(program: Vec<Node>, oracle: &mut impl Oracle) -> Result<Vec<Node>, String> {
    let mut best = program;
    // Where the last success was: what failed before it rarely succeeds now, and is tried again last.
    let mut begin = 0;
    loop {
        let mut all = edits(&best);
        let middle = begin % all.len().max(1);
        all.rotate_left(middle);
        let mut found = None;
        for (index, some) in all.chunks(AT_ONCE).enumerate() {
            let candidates: Vec<Vec<Node>> = some.iter().map(|edit| apply(&best, std::slice::from_ref(edit))).collect();
            let answers = oracle.differing(&candidates)?;
            let good: Vec<Edit> =
                some.iter().zip(answers).filter(|(_, answer)| *answer).map(|(edit, _)| edit.clone()).collect();
            if !good.is_empty() {
                found = together(&best, &good, oracle)?;
            }
            if found.is_some() {
                begin = middle + index * AT_ONCE;
                break;
            }
        }
        match found {
            Some(program) => best = program,
            None => return Ok(best),
        }
    }
}

/// As many as possible of edits that were good one by one.
fn together(program: &[Node], good: &[Edit], oracle: &mut impl Oracle) -> Result<Option<Vec<Node>>, String> {
    let mut candidates = Vec::new();
    let mut length = good.len();
    while length > 0 {
        candidates.extend(good.chunks(length).map(|some| apply(program, some)));
        length /= 2;
    }
    candidates.retain(|candidate| weight(candidate) < weight(program));
    candidates.sort_by_key(|candidate| weight(candidate));
    let answers = oracle.differing(&candidates)?;
    Ok(answers.iter().position(|answer| *answer).map(|at| candidates.swap_remove(at)))
}

/// Lines, then characters.
fn weight(program: &[Node]) -> (usize, usize) {
    (count_lines(program), characters(program))
}

fn characters(nodes: &[Node]) -> usize {
    let of_body = |body: &Option<Vec<Node>>| body.as_ref().map_or(0, |body| characters(body));
    nodes.iter().flat_map(|node| &node.parts).map(|part| part.head.len() + of_body(&part.body)).sum()
}

#[cfg(test)]
mod tests {
    use super::super::feature::Feature;
    use super::super::tree::render_block;
    use super::*;

    /// The difference shows whenever all of some lines are there.
    struct Needs(&'static [&'static str]);

    impl Oracle for Needs {
        fn differing(&mut self, candidates: &[Vec<Node>]) -> Result<Vec<bool>, String> {
            let has_all = |program: &Vec<Node>| {
                let text = text(program);
                self.0.iter().all(|wanted| text.lines().any(|line| line.trim() == *wanted))
            };
            Ok(candidates.iter().map(has_all).collect())
        }
    }

    fn text(program: &[Node]) -> String {
        let mut text = String::new();
        render_block(program, 0, &mut text);
        text
    }

    fn shrunk(program: Vec<Node>, needed: &'static [&'static str]) -> String {
        text(&shrink(program, &mut Needs(needed)).expect("the oracle never fails"))
    }

    fn lines(texts: &[&str]) -> Vec<Node> {
        texts.iter().map(|text| Node::line(Feature::Print, *text)).collect()
    }

    #[test]
    fn statements_that_do_not_matter_go() {
        let program = lines(&["a", "b", "c", "d", "e", "f", "g"]);
        assert_eq!(shrunk(program, &["b", "f"]), "b\nf\n");
    }

    #[test]
    fn a_statement_gives_way_to_its_block() {
        let inner = Node::parts(
            Feature::Try,
            vec![("try:".to_string(), lines(&["a", "b"])), ("finally:".to_string(), lines(&["c"]))],
        );
        let program = vec![Node::block(Feature::If, "if x:", vec![inner])];
        assert_eq!(shrunk(program, &["b"]), "b\n");
    }

    #[test]
    fn a_part_that_does_not_matter_goes() {
        let parts = vec![
            ("try:".to_string(), lines(&["a"])),
            ("except A:".to_string(), lines(&["b"])),
            ("finally:".to_string(), lines(&["c"])),
        ];
        let program = vec![Node::parts(Feature::Try, parts)];
        assert_eq!(shrunk(program, &["try:", "except A:"]), "try:\n    pass\nexcept A:\n    pass\n");
    }
}
