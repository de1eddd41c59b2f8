//! Edits of a program's tree that make it smaller: each can be tried for itself, and many can be applied at once.

use super::feature::Feature;
use super::tree::{Node, Part};
use std::collections::{BTreeMap, BTreeSet};
use std::slice;

/// The number of a node: its place in the order in which the nodes begin.
type Number = usize;

/// One step.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Edit {
    /// A run of statements goes.
    Remove(Vec<Number>),
    /// A statement gives way to the block of one of its parts.
    Hoist(Number, usize),
    /// A statement loses a part, such as a `finally`.
    Drop(Number, usize),
    /// The line of a part becomes a simpler one.
    Head(Number, usize, String),
}

/// All edits of a program, the boldest first. None removes the orderly end: without it, objects that print when they are
/// finalised would make a difference of their own.
pub fn edits(program: &[Node]) -> Vec<Edit> {
    let mut found = Vec::new();
    let mut next = 0;
    of_block(program, &mut next, &mut found);
    let ends = count_ends(program);
    found.retain(|edit| match edit {
        Edit::Remove(_) | Edit::Hoist(..) | Edit::Drop(..) => {
            count_ends(&apply(program, slice::from_ref(edit))) == ends
        }
        Edit::Head(..) => true,
    });
    // Long runs first, then the rest as it stands.
    found.sort_by_key(|edit| match edit {
        Edit::Remove(numbers) => usize::MAX - numbers.len(),
        Edit::Hoist(..) | Edit::Drop(..) | Edit::Head(..) => usize::MAX,
    });
    found
}

fn count_ends(nodes: &[Node]) -> usize {
    let inside = |node: &Node| node.parts.iter().filter_map(|part| part.body.as_deref()).map(count_ends).sum::<usize>();
    nodes.iter().map(|node| usize::from(node.feature == Feature::End) + inside(node)).sum()
}

fn of_block(nodes: &[Node], next: &mut Number, found: &mut Vec<Edit>) {
    let mut numbers = Vec::new();
    for node in nodes {
        let number = *next;
        numbers.push(number);
        *next += 1;
        for (index, part) in node.parts.iter().enumerate() {
            if let Some(body) = &part.body {
                found.push(Edit::Hoist(number, index));
                of_block(body, next, found);
            }
            if index > 0 {
                found.push(Edit::Drop(number, index));
            }
            found.extend(simpler_heads(&part.head).into_iter().map(|head| Edit::Head(number, index, head)));
        }
    }
    let mut length = numbers.len();
    while length > 0 {
        found.extend(numbers.chunks(length).map(|run| Edit::Remove(run.to_vec())));
        length /= 2;
    }
}

/// The program after some edits. What is edited inside of what is removed has no effect.
pub fn apply(program: &[Node], edits: &[Edit]) -> Vec<Node> {
    let mut plan = Plan::default();
    for edit in edits {
        match edit {
            Edit::Remove(numbers) => plan.removed.extend(numbers),
            Edit::Hoist(number, part) => drop(plan.hoisted.insert(*number, *part)),
            Edit::Drop(number, part) => drop(plan.dropped.insert((*number, *part))),
            Edit::Head(number, part, head) => drop(plan.heads.insert((*number, *part), head)),
        }
    }
    plan.block(program, &mut 0)
}

#[derive(Default)]
struct Plan<'a> {
    removed: BTreeSet<Number>,
    hoisted: BTreeMap<Number, usize>,
    dropped: BTreeSet<(Number, usize)>,
    heads: BTreeMap<(Number, usize), &'a String>,
}

impl Plan<'_> {
    fn block(&self, nodes: &[Node], next: &mut Number) -> Vec<Node> {
        let mut result = Vec::new();
        for node in nodes {
            let number = *next;
            *next += 1;
            // Every part is walked, so that the numbers stay right.
            let mut bodies = Vec::new();
            for part in &node.parts {
                bodies.push(part.body.as_ref().map(|body| self.block(body, next)));
            }
            if self.removed.contains(&number) {
                continue;
            }
            if let Some(part) = self.hoisted.get(&number) {
                result.extend(bodies.swap_remove(*part).unwrap_or_default());
                continue;
            }
            let mut parts = Vec::new();
            for (index, (part, body)) in node.parts.iter().zip(bodies).enumerate() {
                if !self.dropped.contains(&(number, index)) {
                    let head = self.heads.get(&(number, index)).map_or(&part.head, |head| *head).clone();
                    parts.push(Part { head, body });
                }
            }
            result.push(Node { feature: node.feature, parts });
        }
        result
    }
}

/// Replacements within a line: shorter ones that mean less.
const SIMPLER: &[(&str, &str)] = &[
    ("range(3)", "range(2)"),
    ("range(2)", "range(1)"),
    (", return_exceptions=True", ""),
    (", timeout=100", ""),
    ("if turn() % 2 == 0:", "if True:"),
    ("if turn() % 2 == 1:", "if True:"),
    ("if turn() % 3 == 0:", "if True:"),
    ("if turn() % 3 == 1:", "if True:"),
    ("if turn() % 3 == 2:", "if True:"),
];

fn simpler_heads(head: &str) -> Vec<String> {
    let mut results: Vec<String> =
        SIMPLER.iter().filter(|(old, _)| head.contains(old)).map(|(old, new)| head.replacen(old, new, 1)).collect();
    for word in ["asyncio.wait_for(", "asyncio.shield(", "asyncio.gather(", "Pump("] {
        let Some(open) = head.find(word).map(|at| at + word.len() - 1) else { continue };
        let Some(close) = closing(head, open) else { continue };
        let arguments = split_arguments(&head[open + 1..close]);
        // The first argument in the call's place, or, of several, one less.
        if word != "asyncio.gather(" || arguments.len() == 1 {
            let begin = open + 1 - word.len();
            results.push(format!("{}{}{}", &head[..begin], arguments[0], &head[close + 1..]));
        } else {
            for left_out in 0..arguments.len() {
                let kept = arguments.iter().enumerate().filter(|(index, _)| *index != left_out);
                let kept: Vec<&str> = kept.map(|(_, argument)| *argument).collect();
                results.push(format!("{}{}{}", &head[..=open], kept.join(", "), &head[close..]));
            }
        }
    }
    results
}

/// Where the bracket that opens at `open` closes.
fn closing(text: &str, open: usize) -> Option<usize> {
    let mut depth = 0;
    for (at, character) in text[open..].char_indices() {
        match character {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(open + at);
        }
    }
    None
}

fn split_arguments(text: &str) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (at, character) in text.char_indices() {
        match character {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(text[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(text[start..].trim());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(texts: &[&str]) -> Vec<Node> {
        texts.iter().map(|text| Node::line(Feature::Print, *text)).collect()
    }

    #[test]
    fn edits_at_several_depths_go_together() {
        let inner = Node::block(Feature::If, "if x:", lines(&["a", "b"]));
        let outer = Node::block(Feature::For, "for y in z:", vec![inner]);
        let program = [outer, Node::line(Feature::Print, "c")];
        // Numbers: for 0, if 1, a 2, b 3, c 4.
        let edits = [Edit::Hoist(0, 0), Edit::Remove(vec![2]), Edit::Head(4, 0, "d".to_string())];
        let expected = [Node::block(Feature::If, "if x:", lines(&["b"])), Node::line(Feature::Print, "d")];
        assert_eq!(apply(&program, &edits), expected);
    }

    #[test]
    fn the_orderly_end_stays() {
        let program = [Node::line(Feature::Print, "a"), Node::line(Feature::End, "await settle(0)")];
        assert_eq!(edits(&program), [Edit::Remove(vec![0])]);
    }

    #[test]
    fn calls_give_way_to_their_arguments() {
        let simpler = simpler_heads("await asyncio.wait_for(asyncio.shield(c1(t)), 0)");
        assert!(simpler.contains(&"await asyncio.shield(c1(t))".to_string()), "{simpler:?}");
        assert!(simpler.contains(&"await asyncio.wait_for(c1(t), 0)".to_string()), "{simpler:?}");
    }

    #[test]
    fn gather_loses_arguments_one_by_one() {
        let simpler = simpler_heads("await asyncio.gather(a(t), b(t, 1), return_exceptions=True)");
        assert!(simpler.contains(&"await asyncio.gather(b(t, 1), return_exceptions=True)".to_string()), "{simpler:?}");
        assert!(simpler.contains(&"await asyncio.gather(a(t), b(t, 1))".to_string()), "{simpler:?}");
    }
}
