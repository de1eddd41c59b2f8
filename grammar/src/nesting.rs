//! How many operators wait for their right operands. The generated parser keeps them all on its stack, which costs a
//! kilobyte each; a run that no tree could hold (`measured.rs`) is broken off before it has grown large.

use hognose_syntax::TokenKind;

/// More than any tree that is accepted can have.
const MOST: u32 = 10_000;

/// What waits inside one bracket.
#[derive(Clone, Copy, Default)]
struct Level {
    /// `lambda` and the `else` of conditional expressions.
    loose: u32,
    /// Signs, `not`, `**` and other operators that bind more than a comparison.
    tight: u32,
    /// Lambdas whose colon has not come.
    lambdas: u32,
}

/// Follows the tokens.
#[derive(Default)]
pub struct Nesting {
    level: Level,
    outer: Vec<Level>,
}

impl Nesting {
    /// Takes the next token into account. Whether too much waits now.
    pub fn exceeded_by(&mut self, kind: TokenKind) -> bool {
        use TokenKind::*;
        match kind {
            _ if kind.opens() => self.outer.push(std::mem::take(&mut self.level)),
            _ if kind.closes() => self.level = self.outer.pop().unwrap_or_default(),
            Newline | Semicolon | MissingBlock => *self = Nesting::default(),
            Lambda => {
                self.level.loose += 1;
                self.level.lambdas += 1;
            }
            Else => self.level.loose += 1,
            Colon if self.level.lambdas > 0 => self.level.lambdas -= 1,
            Comma | Equal if self.level.lambdas > 0 => {}
            Colon | Comma | Equal => self.level = Level::default(),
            Plus | Minus | Tilde | Not | DoubleStar => self.level.tight += 1,
            And | Or | In | Is | Bar | Less | Greater | LessEqual | GreaterEqual | EqualEqual | NotEqual => {
                self.level.tight = 0;
            }
            _ => {}
        }
        self.level.loose > MOST || self.level.tight > MOST
    }
}
