//! Statements with blocks.

use super::Generator;
use super::scope::{Callable, LocalKind, Scope};
use crate::interleave::feature::Feature;
use crate::interleave::tree::Node;

/// Blocks deeper than this grow no further ones.
const DEEPEST: usize = 4;

impl Generator {
    /// A block in which something of the scope is different.
    fn block_with(&mut self, scope: &mut Scope, most: usize, change: impl FnOnce(&mut Scope)) -> Vec<Node> {
        let before = (scope.in_loop, scope.in_handler, scope.no_jumps, scope.once);
        change(scope);
        let body = self.block(scope, 1, most);
        (scope.in_loop, scope.in_handler, scope.no_jumps, scope.once) = before;
        body
    }

    /// The body of a loop of `times` rounds.
    fn loop_body(&mut self, scope: &mut Scope, times: usize) -> Vec<Node> {
        let before = self.repeated;
        self.repeated *= times;
        let body = self.block_with(scope, 3, |scope| {
            scope.in_loop = true;
            scope.once = false;
        });
        self.repeated = before;
        body
    }

    pub(super) fn try_except(&mut self, scope: &mut Scope) -> Option<Vec<Node>> {
        if scope.depth > DEEPEST {
            return None;
        }
        let mut parts = vec![("try:".to_string(), self.block(scope, 1, 3))];
        for _ in 0..self.random.between(1, 2) {
            let mut handler = vec![self.say("told(error)")];
            handler.extend(self.handler(scope));
            parts.push((format!("except {} as error:", self.caught()), handler));
        }
        if self.random.chance(12) {
            let mut handler = vec![self.say("told(sys.exception())")];
            handler.extend(self.handler(scope));
            parts.push(("except:".to_string(), handler));
        }
        if self.random.chance(15) {
            parts.push(("else:".to_string(), self.block(scope, 1, 2)));
        }
        if self.random.chance(25) {
            parts.push(("finally:".to_string(), self.block(scope, 1, 2)));
        }
        Some(vec![Node::parts(Feature::Try, parts)])
    }

    fn handler(&mut self, scope: &mut Scope) -> Vec<Node> {
        if self.random.chance(40) {
            return Vec::new();
        }
        self.block_with(scope, 2, |scope| scope.in_handler = true)
    }

    pub(super) fn try_finally(&mut self, scope: &mut Scope) -> Option<Vec<Node>> {
        if scope.depth > DEEPEST {
            return None;
        }
        let body = self.block(scope, 1, 3);
        let mut last = vec![self.say("told(sys.exception())")];
        last.extend(self.block(scope, 0, 2));
        let parts = vec![("try:".to_string(), body), ("finally:".to_string(), last)];
        Some(vec![Node::parts(Feature::TryFinally, parts)])
    }

    /// A `finally` that swallows what is under way: by `return`, or by leaving a loop's round.
    pub(super) fn try_jump(&mut self, scope: &mut Scope) -> Option<Vec<Node>> {
        if scope.depth > DEEPEST || scope.no_jumps || scope.main {
            return None;
        }
        let body = self.block(scope, 1, 3);
        let mut last = self.block(scope, 0, 2);
        let feature = if scope.in_loop && self.random.chance(60) {
            let word = self.random.pick(&["break", "continue"]);
            last.push(Node::line(Feature::JumpInFinally, word));
            Feature::JumpInFinally
        } else {
            last.push(self.return_anything(scope));
            Feature::ReturnInFinally
        };
        Some(vec![Node::parts(feature, vec![("try:".to_string(), body), ("finally:".to_string(), last)])])
    }

    pub(super) fn try_star(&mut self, scope: &mut Scope) -> Option<Vec<Node>> {
        if scope.depth > DEEPEST {
            return None;
        }
        let body = self.block(scope, 1, 3);
        let mut parts = vec![("try:".to_string(), body)];
        for class in ["Boom", "(Crash, ValueError)", "Exception"] {
            if parts.len() == 1 || self.random.chance(40) {
                let mut handler = vec![self.say("told(error)")];
                handler.extend(self.block_with(scope, 1, |scope| {
                    scope.no_jumps = true;
                    scope.in_handler = true;
                }));
                parts.push((format!("except* {class} as error:"), handler));
            }
        }
        Some(vec![Node::parts(Feature::ExceptStar, parts)])
    }

    pub(super) fn conditional(&mut self, scope: &mut Scope) -> Option<Vec<Node>> {
        if scope.depth > DEEPEST {
            return None;
        }
        let mut parts = vec![(self.condition(), self.block(scope, 1, 3))];
        if self.random.chance(30) {
            parts.push(("else:".to_string(), self.block(scope, 1, 2)));
        }
        Some(vec![Node::parts(Feature::If, parts)])
    }

    pub(super) fn repetition(&mut self, scope: &mut Scope) -> Option<Vec<Node>> {
        if scope.depth > DEEPEST {
            return None;
        }
        let times = self.random.between(2, 3);
        let number = self.number();
        let body = self.loop_body(scope, times);
        let mut parts = vec![(format!("for x{number} in range({times}):"), body)];
        if self.random.chance(15) {
            parts.push(("else:".to_string(), vec![self.say("\"else\"")]));
        }
        Some(vec![Node::parts(Feature::For, parts)])
    }

    pub(super) fn sync_loop(&mut self, scope: &mut Scope) -> Option<Vec<Node>> {
        let name = self.callee(Callable::Generator)?;
        let number = self.number();
        if scope.depth > DEEPEST || self.random.chance(20) {
            let say = self.say(&format!("[x{number} for x{number} in {name}(t)]"));
            return Some(vec![Node { feature: Feature::SyncLoop, ..say }]);
        }
        let mut body = vec![self.say(&format!("x{number}"))];
        body.extend(self.loop_body(scope, 2));
        Some(vec![Node::block(Feature::SyncLoop, format!("for x{number} in {name}(t):"), body)])
    }

    /// What `async for` can run over.
    fn async_source(&mut self, scope: &Scope) -> Option<(Feature, String)> {
        let number = self.number();
        Some(match self.random.below(12) {
            0..5 => (Feature::AsyncForCall, format!("{}(t + \"g\")", self.callee(Callable::AsyncGenerator)?)),
            5..8 => (Feature::AsyncForKept, self.existing_generator(scope)?),
            8..11 => (Feature::AsyncForIterator, format!("{}(t)", self.callee(Callable::Iterator)?)),
            _ => {
                let inner = self.existing_generator(scope)?;
                let text = format!("keep((x{number}, {number}) async for x{number} in {inner})");
                (Feature::AsyncGeneratorExpression, text)
            }
        })
    }

    pub(super) fn async_for(&mut self, scope: &mut Scope) -> Option<Vec<Node>> {
        if scope.depth > DEEPEST {
            return None;
        }
        let (feature, source) = self.async_source(scope)?;
        let number = self.number();
        let mut body = vec![self.say(&format!("x{number}"))];
        body.extend(self.loop_body(scope, 2));
        let mut parts = vec![(format!("async for x{number} in {source}:"), body)];
        if self.random.chance(15) {
            parts.push(("else:".to_string(), vec![self.say("\"else\"")]));
        }
        Some(vec![Node::parts(feature, parts)])
    }

    pub(super) fn comprehension(&mut self, scope: &mut Scope) -> Option<Vec<Node>> {
        let number = self.number();
        let variable = format!("x{number}");
        let text = match self.random.below(5) {
            0 => {
                let awaited = self.awaitable(scope, 0).text;
                format!("[shown(await {awaited}) for {variable} in range(2)]")
            }
            1 => {
                let awaited = self.awaitable(scope, 0).text;
                let (_, source) = self.async_source(scope)?;
                format!("[(shown(await {awaited}), {variable}) async for {variable} in {source}]")
            }
            2 => format!("{{{variable}: 1 async for {variable} in {}}}", self.async_source(scope)?.1),
            3 => format!("[{variable} async for {variable} in {} if {variable}]", self.async_source(scope)?.1),
            _ => format!("[{variable} async for {variable} in {}]", self.async_source(scope)?.1),
        };
        Some(vec![Node { feature: Feature::AsyncComprehension, ..self.say(&text) }])
    }

    /// An async generator made by an expression, kept in a variable.
    pub(super) fn generator_expression(&mut self, scope: &mut Scope) -> Option<Vec<Node>> {
        let number = self.number();
        let name = format!("x{number}");
        let text = if self.random.chance(50) {
            let awaited = self.awaitable(scope, 0).text;
            format!("{name} = keep(shown(await {awaited}) for _ in range(2))")
        } else {
            let inner = self.existing_generator(scope)?;
            format!("{name} = keep([x, {number}] async for x in {inner})")
        };
        scope.locals.push((name, LocalKind::AsyncGenerator));
        Some(vec![Node::line(Feature::AsyncGeneratorExpression, text)])
    }

    pub(super) fn async_with_class(&mut self, scope: &mut Scope) -> Option<Vec<Node>> {
        if scope.depth > DEEPEST {
            return None;
        }
        let name = self.callee(Callable::Manager)?;
        let number = self.number();
        let mut body = vec![self.say(&format!("x{number}"))];
        body.extend(self.block(scope, 1, 3));
        Some(vec![Node::block(Feature::AsyncWith, format!("async with {name}(t) as x{number}:"), body)])
    }

    pub(super) fn with_lock(&mut self, scope: &mut Scope) -> Option<Vec<Node>> {
        if scope.depth > DEEPEST {
            return None;
        }
        let (feature, name) = match self.random.below(2) {
            0 => (Feature::Lock, self.shared_name("L", self.shared.locks)?),
            _ => (Feature::Semaphore, self.shared_name("S", self.shared.semaphores)?),
        };
        let body = self.block(scope, 1, 3);
        if self.random.chance(70) {
            return Some(vec![Node::block(feature, format!("async with {name}:"), body)]);
        }
        let release = vec![Node::line(feature, format!("{name}.release()"))];
        let parts = vec![("try:".to_string(), body), ("finally:".to_string(), release)];
        Some(vec![Node::line(feature, format!("await {name}.acquire()")), Node::parts(feature, parts)])
    }

    pub(super) fn with_condition(&mut self, scope: &mut Scope) -> Option<Vec<Node>> {
        if scope.depth > DEEPEST {
            return None;
        }
        let name = self.shared_name("C", self.shared.conditions)?;
        let number = self.number();
        let mut body = self.block(scope, 0, 1);
        body.push(match self.random.below(5) {
            0 | 1 => Node::line(Feature::Condition, format!("print(t, {number}, await {name}.wait())")),
            2 => {
                let text = format!("print(t, {number}, await {name}.wait_for(lambda: turn() % 3 == 0))");
                Node::line(Feature::Condition, text)
            }
            3 => Node::line(Feature::Condition, format!("{name}.notify()")),
            _ => Node::line(Feature::Condition, format!("{name}.notify_all()")),
        });
        body.extend(self.block(scope, 0, 1));
        Some(vec![Node::block(Feature::Condition, format!("async with {name}:"), body)])
    }

    pub(super) fn with_timeout(&mut self, scope: &mut Scope) -> Option<Vec<Node>> {
        if scope.depth > DEEPEST {
            return None;
        }
        let (seconds, feature) = self.seconds(scope, Feature::Timeout);
        let number = self.number();
        let mut body = self.block(scope, 1, 3);
        if self.random.chance(25) {
            let when = self.random.pick(&["asyncio.get_running_loop().time()", "0", "None"]);
            body.insert(0, Node::line(Feature::Timeout, format!("x{number}.reschedule({when})")));
        }
        let mut nodes =
            vec![Node::block(feature, format!("async with asyncio.timeout({seconds}) as x{number}:"), body)];
        if self.random.chance(70) {
            nodes = self.guarded(Feature::Timeout, nodes);
            nodes.push(self.say(&format!("x{number}.expired()")));
        }
        Some(nodes)
    }

    pub(super) fn task_group(&mut self, scope: &mut Scope) -> Option<Vec<Node>> {
        if scope.depth > DEEPEST || self.repeated > 2 {
            return None;
        }
        let number = self.number();
        let mut body = Vec::new();
        let known = scope.locals.len();
        for _ in 0..self.random.between(1, 3) {
            let child = self.number();
            let name = self.callee(Callable::Coroutine)?;
            let tag = format!("t + \".{child}\"");
            let text = format!("x{child} = x{number}.create_task({name}({tag}), name={tag})");
            body.push(Node::line(Feature::TaskGroup, text));
            body.push(Node::line(Feature::Scaffold, format!("started.append(x{child})")));
            scope.locals.push((format!("x{child}"), LocalKind::Task));
        }
        body.extend(self.block(scope, 0, 2));
        scope.locals.truncate(known);
        let group = Node::block(Feature::TaskGroup, format!("async with asyncio.TaskGroup() as x{number}:"), body);
        if self.random.chance(35) {
            return Some(vec![group]);
        }
        Some(self.guarded(Feature::TaskGroup, vec![group]))
    }
}
