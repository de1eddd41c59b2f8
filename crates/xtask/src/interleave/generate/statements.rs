//! Blocks: chooses what the next statement is.

use super::scope::Scope;
use super::{COSTLIEST, Generator};
use crate::interleave::tree::Node;

/// Grows one statement, or says that it cannot stand here.
type Maker = fn(&mut Generator, &mut Scope) -> Option<Vec<Node>>;

/// What may stand anywhere, with weights.
const ANYWHERE: &[(usize, Maker)] = &[
    (5, Generator::print),
    (4, Generator::raise),
    (1, Generator::raise_again),
    (2, Generator::return_statement),
    (2, Generator::jump),
    (2, Generator::exception_info),
    (7, Generator::try_except),
    (5, Generator::try_finally),
    (1, Generator::try_jump),
    (1, Generator::try_star),
    (4, Generator::conditional),
    (4, Generator::repetition),
    (3, Generator::sync_loop),
    (9, Generator::use_object),
    (4, Generator::cancel),
    (2, Generator::cancel_self),
    (2, Generator::call_soon),
    (2, Generator::done_callback),
    (1, Generator::collect_garbage),
    (3, Generator::keepsake),
    (5, Generator::make_by_hand),
    (7, Generator::drive_by_hand),
];

/// What needs `await`.
const ASYNC: &[(usize, Maker)] = &[
    (8, Generator::pause),
    (14, Generator::await_something),
    (3, Generator::await_several),
    (3, Generator::timer),
    (4, Generator::new_generator),
    (3, Generator::drive_generator),
    (7, Generator::async_for),
    (4, Generator::comprehension),
    (2, Generator::generator_expression),
    (4, Generator::async_with_class),
    (4, Generator::with_lock),
    (4, Generator::with_condition),
    (4, Generator::with_timeout),
    (4, Generator::task_group),
    (6, Generator::create_task),
    (2, Generator::wait),
    (2, Generator::as_completed),
    (3, Generator::await_stored),
    (2, Generator::uncancel),
];

/// What the main task may await: nothing that somebody else has to complete.
const MAIN: &[(usize, Maker)] = &[(20, Generator::pause), (8, Generator::create_task), (4, Generator::new_generator)];

/// What needs to be in a generator.
const YIELDING: &[(usize, Maker)] = &[(20, Generator::yield_maker), (4, Generator::yield_from)];

impl Generator {
    /// From `low` to `high` statements.
    pub(super) fn block(&mut self, scope: &mut Scope, low: usize, high: usize) -> Vec<Node> {
        let known = scope.locals.len();
        scope.depth += 1;
        let mut nodes = Vec::new();
        for _ in 0..self.random.between(low, high) {
            if self.cost > COSTLIEST {
                break;
            }
            self.cost += self.repeated;
            nodes.extend(self.statement(scope));
        }
        scope.depth -= 1;
        scope.locals.truncate(known);
        nodes
    }

    fn statement(&mut self, scope: &mut Scope) -> Vec<Node> {
        let tables: &[&[(usize, Maker)]] = match (scope.awaits(), scope.yields()) {
            _ if scope.main => &[ANYWHERE, MAIN],
            (true, true) => &[ANYWHERE, ASYNC, YIELDING],
            (true, false) => &[ANYWHERE, ASYNC],
            (false, true) => &[ANYWHERE, YIELDING],
            (false, false) => &[ANYWHERE],
        };
        let total: usize = tables.iter().copied().flatten().map(|(weight, _)| weight).sum();
        for _ in 0..10 {
            let mut at = self.random.below(total);
            for (weight, maker) in tables.iter().copied().flatten() {
                if at >= *weight {
                    at -= weight;
                    continue;
                }
                if let Some(nodes) = maker(self, scope) {
                    return nodes;
                }
                break;
            }
        }
        vec![self.say("")]
    }
}
