//! A piece of tree and how deep it is, so that no tree is built that a recursive walk or drop could not bear.

use hognose_syntax::ast::Expr;

/// How deep a walk that recurses everywhere but along left spines may go.
const MAX_DEPTH: u16 = 200;
/// How deep a tree may be at all, left spines (`a.b.c`, `1 + 1 + 1`) counted: what a recursive drop bears.
const MAX_HEIGHT: u16 = 3000;

/// The depth of a tree.
#[derive(Clone, Copy, Default, Debug)]
pub struct Bounds {
    /// Levels that are not first operands.
    depth: u16,
    /// All levels.
    height: u16,
}

impl Bounds {
    /// The bounds of two trees side by side.
    pub fn beside(self, other: Bounds) -> Bounds {
        Bounds { depth: self.depth.max(other.depth), height: self.height.max(other.height) }
    }

    /// The bounds under one more node.
    pub fn nested(self) -> Bounds {
        Bounds { depth: self.depth.saturating_add(1), height: self.height.saturating_add(1) }
    }

    /// The bounds as the first operand of one more node.
    pub fn spine(self) -> Bounds {
        Bounds { depth: self.depth, height: self.height.saturating_add(1) }
    }

    /// Whether the tree is too deep.
    pub fn exceeded(self) -> bool {
        self.depth > MAX_DEPTH || self.height > MAX_HEIGHT
    }
}

/// A piece of tree with its depth.
#[derive(Debug, Default)]
pub struct Measured<T> {
    pub tree: T,
    pub bounds: Bounds,
}

/// An expression with its depth.
pub type Node = Measured<Expr>;
/// Expressions with the depth of the deepest.
pub type Nodes = Measured<Vec<Expr>>;

impl<T> Measured<T> {
    /// A piece without expressions inside.
    pub fn flat(tree: T) -> Measured<T> {
        Measured { tree, bounds: Bounds::default() }
    }

    /// The same bounds around another tree.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Measured<U> {
        Measured { tree: change(self.tree), bounds: self.bounds }
    }

    /// Joins two pieces that stand side by side.
    pub fn with<U, V>(self, other: Measured<U>, join: impl FnOnce(T, U) -> V) -> Measured<V> {
        Measured { tree: join(self.tree, other.tree), bounds: self.bounds.beside(other.bounds) }
    }
}

impl<T> Measured<Vec<T>> {
    /// A list of one.
    pub fn one(item: Measured<T>) -> Measured<Vec<T>> {
        item.map(|item| vec![item])
    }

    /// The list with one item more.
    pub fn and(mut self, item: Measured<T>) -> Measured<Vec<T>> {
        self.tree.push(item.tree);
        self.bounds = self.bounds.beside(item.bounds);
        self
    }
}

/// The tree of an optional piece, and its bounds.
pub fn split<T>(piece: Option<Measured<T>>) -> (Option<T>, Bounds) {
    match piece {
        Some(piece) => (Some(piece.tree), piece.bounds),
        None => (None, Bounds::default()),
    }
}
