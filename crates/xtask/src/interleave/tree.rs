//! A program as a tree of statements: what the generator grows, the shrinker prunes and Python text is made of.

use super::feature::Feature;
use std::collections::BTreeSet;
use std::fmt::Write;

/// A statement, a definition or a class: its parts stand below each other at the same depth.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Node {
    pub feature: Feature,
    pub parts: Vec<Part>,
}

/// A line, and the block below it if it is a header (`try:`, `finally:`, `for ...:`).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Part {
    pub head: String,
    pub body: Option<Vec<Node>>,
}

impl Node {
    /// A statement of one line.
    pub fn line(feature: Feature, text: impl Into<String>) -> Node {
        Node { feature, parts: vec![Part { head: text.into(), body: None }] }
    }

    /// A statement with one block.
    pub fn block(feature: Feature, head: impl Into<String>, body: Vec<Node>) -> Node {
        Node::parts(feature, vec![(head.into(), body)])
    }

    /// A statement with several blocks.
    pub fn parts(feature: Feature, parts: Vec<(String, Vec<Node>)>) -> Node {
        let parts = parts.into_iter().map(|(head, body)| Part { head, body: Some(body) }).collect();
        Node { feature, parts }
    }

    fn collect_features(&self, features: &mut BTreeSet<Feature>) {
        features.insert(self.feature);
        for node in self.parts.iter().filter_map(|part| part.body.as_ref()).flatten() {
            node.collect_features(features);
        }
    }

    fn render(&self, depth: usize, text: &mut String) {
        for part in &self.parts {
            let _ = writeln!(text, "{:1$}{2}", "", depth * 4, part.head);
            if let Some(body) = &part.body {
                render_block(body, depth + 1, text);
            }
        }
    }
}

/// The statements as Python text; an empty block is `pass`.
pub fn render_block(nodes: &[Node], depth: usize, text: &mut String) {
    if nodes.is_empty() {
        let _ = writeln!(text, "{:1$}pass", "", depth * 4);
    }
    for node in nodes {
        node.render(depth, text);
    }
}

/// What a program uses.
pub fn features(nodes: &[Node]) -> BTreeSet<Feature> {
    let mut features = BTreeSet::new();
    for node in nodes {
        node.collect_features(&mut features);
    }
    features
}

/// How many lines a program has.
pub fn count_lines(nodes: &[Node]) -> usize {
    let of_part = |part: &Part| 1 + part.body.as_ref().map_or(0, |body| count_lines(body).max(1));
    nodes.iter().flat_map(|node| &node.parts).map(of_part).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_block_is_pass_and_depth_is_four_spaces() {
        let inner = Node::parts(Feature::Try, vec![("try:".to_string(), vec![]), ("finally:".to_string(), vec![])]);
        let outer = Node::block(Feature::Coroutine, "async def f():", vec![inner]);
        let mut text = String::new();
        render_block(std::slice::from_ref(&outer), 0, &mut text);
        assert_eq!(text, "async def f():\n    try:\n        pass\n    finally:\n        pass\n");
        assert_eq!(count_lines(&[outer]), 5);
    }
}
