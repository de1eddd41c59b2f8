//! Awaitables and async generators that are stored, and driven step by step.

use super::Generator;
use super::scope::{Callable, LocalKind, Scope};
use crate::interleave::feature::Feature;
use crate::interleave::tree::Node;

impl Generator {
    /// An async generator of this function's own.
    pub(super) fn new_generator(&mut self, scope: &mut Scope) -> Option<Vec<Node>> {
        let name = self.callee(Callable::AsyncGenerator)?;
        let number = self.number();
        scope.locals.push((format!("x{number}"), LocalKind::AsyncGenerator));
        let text = format!("x{number} = keep({name}(t + \"g{number}\"))");
        Some(vec![Node::line(Feature::AsyncGenerator, text)])
    }

    /// Several steps of one async generator, each with its exceptions printed.
    pub(super) fn drive_generator(&mut self, scope: &mut Scope) -> Option<Vec<Node>> {
        let name = self.existing_generator(scope)?;
        let mut nodes = Vec::new();
        for _ in 0..self.random.between(2, 4) {
            let number = self.number();
            let (feature, call) = match self.random.below(8) {
                0 => (Feature::Athrow, format!("{name}.athrow({})", self.exception())),
                1 => (Feature::Aclose, format!("{name}.aclose()")),
                2 => (Feature::Anext, format!("anext({name}, {number})")),
                3 | 4 => (Feature::Anext, format!("anext({name})")),
                5 => (Feature::Asend, format!("{name}.asend({number})")),
                _ => (Feature::Asend, format!("{name}.asend(None)")),
            };
            let line = Node::line(feature, format!("print(t, {number}, shown(await {call}))"));
            nodes.extend(self.guarded(feature, vec![line]));
        }
        Some(nodes)
    }

    pub(super) fn make_by_hand(&mut self, scope: &mut Scope) -> Option<Vec<Node>> {
        let number = self.number();
        let made = match self.random.below(14) {
            0..3 => format!("{}(t + \"h\")", self.callee(Callable::Coroutine)?),
            3 => format!("{}(t + \"h\").__await__()", self.callee(Callable::Coroutine)?),
            4 => format!("{}(t + \"h\").__await__()", self.callee(Callable::Awaitable)?),
            5 | 6 => format!("{}(t + \"h\")", self.callee(Callable::Generator)?),
            7 | 8 => format!("{}.asend({number})", self.existing_generator(scope)?),
            9 => format!("{}.asend(None)", self.existing_generator(scope)?),
            10 => format!("anext({}, {number})", self.existing_generator(scope)?),
            11 => format!("{}.athrow({})", self.existing_generator(scope)?, self.exception()),
            12 => format!("{}.aclose()", self.existing_generator(scope)?),
            _ => match self.random.below(3) {
                0 => format!("{}.wait()", self.shared_name("E", self.shared.events)?),
                1 => format!("{}.__await__()", self.shared_name("F", self.shared.futures)?),
                _ => "asyncio.sleep(0)".to_string(),
            },
        };
        scope.locals.push((format!("x{number}"), LocalKind::Hand));
        let mut nodes = vec![Node::line(Feature::HandMade, format!("x{number} = keep({made})"))];
        if self.random.chance(70) {
            nodes.extend(self.drive_by_hand(scope)?);
        }
        Some(nodes)
    }

    /// A stored awaitable: a local one or a shared one.
    fn hand(&mut self, scope: &Scope) -> Option<String> {
        let mut names = scope.of_kind(LocalKind::Hand);
        names.extend((0..self.shared.hands).map(|index| format!("H{index}")));
        (!names.is_empty()).then(|| self.random.pick(&names))
    }

    pub(super) fn drive_by_hand(&mut self, scope: &mut Scope) -> Option<Vec<Node>> {
        let name = self.hand(scope)?;
        let mut nodes = Vec::new();
        for _ in 0..self.random.between(1, 3) {
            let number = self.number();
            let (feature, call) = match self.random.below(9) {
                0..5 => (Feature::HandSend, format!("{name}.send(None)")),
                5 => (Feature::HandSend, format!("{name}.send({number})")),
                6 | 7 => (Feature::HandThrow, format!("{name}.throw({})", self.exception())),
                _ => (Feature::HandClose, format!("{name}.close()")),
            };
            nodes.push(self.by_hand(feature, &call));
        }
        Some(nodes)
    }

    /// One step, and how it ended.
    fn by_hand(&mut self, feature: Feature, call: &str) -> Node {
        let number = self.number();
        let step = vec![Node::line(feature, format!("print(t, {number}, \"gave\", shown({call}))"))];
        let stopped = vec![self.say("\"stopped\", shown(error.value)")];
        let failed = vec![self.say("told(error)")];
        Node::parts(
            feature,
            vec![
                ("try:".to_string(), step),
                ("except StopIteration as error:".to_string(), stopped),
                ("except BaseException as error:".to_string(), failed),
            ],
        )
    }

    pub(super) fn await_stored(&mut self, scope: &mut Scope) -> Option<Vec<Node>> {
        let name = self.hand(scope)?;
        let number = self.number();
        let line = Node::line(Feature::HandAwait, format!("print(t, {number}, shown(await {name}))"));
        Some(if self.random.chance(60) { self.guarded(Feature::HandAwait, vec![line]) } else { vec![line] })
    }
}
