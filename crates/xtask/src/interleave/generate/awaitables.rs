//! Expressions that can stand behind `await`, and the exceptions that programs raise.

use super::Generator;
use super::scope::{Callable, LocalKind, Scope};
use crate::interleave::feature::Feature;

/// What an `except` catches; what stands here more often is chosen more often.
const CAUGHT: &[&str] = &[
    "Boom",
    "Boom",
    "(Boom, Crash)",
    "Exception",
    "Exception",
    "Exception",
    "BaseException",
    "BaseException",
    "asyncio.CancelledError",
    "asyncio.CancelledError",
    "GeneratorExit",
    "StopAsyncIteration",
    "RuntimeError",
    "TimeoutError",
    "(Crash, asyncio.CancelledError)",
];

/// What can be awaited, as text.
#[derive(Debug)]
pub struct Awaitable {
    pub text: String,
    pub feature: Feature,
    /// `create_task` takes it.
    pub coroutine: bool,
}

impl Awaitable {
    fn new(feature: Feature, text: impl Into<String>) -> Awaitable {
        Awaitable { text: text.into(), feature, coroutine: false }
    }
}

impl Generator {
    /// An awaitable expression. `nesting` bounds how deep `wait_for(shield(gather(...)))` goes.
    pub(super) fn awaitable(&mut self, scope: &Scope, nesting: usize) -> Awaitable {
        for _ in 0..8 {
            let kind = if nesting > 0 { self.random.below(100) } else { self.random.below(72) };
            let found = match kind {
                0..22 => self.coroutine_call(),
                22..27 => self.object(),
                27..36 => self.step_of_generator(scope),
                36..42 => self.throw_into_generator(scope),
                42..45 => self.close_generator(scope),
                45..61 => self.wait_for_object(),
                61..66 => self.local_task(scope),
                66..72 => Some(self.nothing()),
                72..78 => self.gather(scope, nesting - 1),
                78..83 => self.shield(scope, nesting - 1),
                83..93 => self.wait_for(scope, nesting - 1),
                _ => self.pump(scope),
            };
            if let Some(found) = found {
                return found;
            }
        }
        self.nothing()
    }

    pub(super) fn coroutine_call(&mut self) -> Option<Awaitable> {
        let name = self.callee(Callable::Coroutine)?;
        Some(Awaitable { text: format!("{name}(t)"), feature: Feature::AwaitCoroutine, coroutine: true })
    }

    fn object(&mut self) -> Option<Awaitable> {
        let name = self.callee(Callable::Awaitable)?;
        Some(Awaitable::new(Feature::AwaitObject, format!("{name}(t)")))
    }

    fn step_of_generator(&mut self, scope: &Scope) -> Option<Awaitable> {
        let name = self.existing_generator(scope)?;
        let number = self.number();
        Some(match self.random.below(6) {
            0 => Awaitable::new(Feature::Anext, format!("anext({name})")),
            1 => Awaitable::new(Feature::Anext, format!("anext({name}, {number})")),
            2 => Awaitable::new(Feature::Anext, format!("{name}.__anext__()")),
            3 => Awaitable::new(Feature::Asend, format!("{name}.asend(None)")),
            _ => Awaitable::new(Feature::Asend, format!("{name}.asend({number})")),
        })
    }

    fn throw_into_generator(&mut self, scope: &Scope) -> Option<Awaitable> {
        let name = self.existing_generator(scope)?;
        Some(Awaitable::new(Feature::Athrow, format!("{name}.athrow({})", self.exception())))
    }

    fn close_generator(&mut self, scope: &Scope) -> Option<Awaitable> {
        let name = self.existing_generator(scope)?;
        Some(Awaitable::new(Feature::Aclose, format!("{name}.aclose()")))
    }

    /// Something that others complete, or nobody.
    fn wait_for_object(&mut self) -> Option<Awaitable> {
        let number = self.number();
        match self.random.below(8) {
            0 | 1 => {
                let name = self.shared_name("E", self.shared.events)?;
                Some(Awaitable { coroutine: true, ..Awaitable::new(Feature::Event, format!("{name}.wait()")) })
            }
            2 => {
                let name = self.shared_name("Q", self.shared.queues)?;
                Some(Awaitable { coroutine: true, ..Awaitable::new(Feature::Queue, format!("{name}.get()")) })
            }
            3 => {
                let name = self.shared_name("Q", self.shared.queues)?;
                Some(Awaitable { coroutine: true, ..Awaitable::new(Feature::Queue, format!("{name}.put({number})")) })
            }
            4 => {
                let name = self.shared_name("Q", self.shared.queues)?;
                Some(Awaitable { coroutine: true, ..Awaitable::new(Feature::Queue, format!("{name}.join()")) })
            }
            5 | 6 => {
                let name = self.shared_name("F", self.shared.futures)?;
                Some(Awaitable::new(Feature::Future, name))
            }
            _ => {
                let name = self.shared_name("B", self.shared.barriers)?;
                Some(Awaitable { coroutine: true, ..Awaitable::new(Feature::Barrier, format!("{name}.wait()")) })
            }
        }
    }

    fn local_task(&mut self, scope: &Scope) -> Option<Awaitable> {
        let tasks = scope.of_kind(LocalKind::Task);
        (!tasks.is_empty()).then(|| Awaitable::new(Feature::AwaitTask, self.random.pick(&tasks)))
    }

    fn nothing(&mut self) -> Awaitable {
        let text = match self.random.below(4) {
            0 => format!("asyncio.sleep(0, {})", self.number()),
            _ => "asyncio.sleep(0)".to_string(),
        };
        Awaitable { coroutine: true, ..Awaitable::new(Feature::SleepZero, text) }
    }

    fn gather(&mut self, scope: &Scope, nesting: usize) -> Option<Awaitable> {
        let parts: Vec<String> = (0..self.random.between(1, 3)).map(|_| self.awaitable(scope, nesting).text).collect();
        let flag = if self.random.chance(50) { ", return_exceptions=True" } else { "" };
        Some(Awaitable::new(Feature::Gather, format!("asyncio.gather({}{flag})", parts.join(", "))))
    }

    fn shield(&mut self, scope: &Scope, nesting: usize) -> Option<Awaitable> {
        let inner = self.awaitable(scope, nesting).text;
        Some(Awaitable::new(Feature::Shield, format!("asyncio.shield({inner})")))
    }

    fn wait_for(&mut self, scope: &Scope, nesting: usize) -> Option<Awaitable> {
        let inner = self.awaitable(scope, nesting).text;
        let (seconds, feature) = self.seconds(scope, Feature::WaitFor);
        Some(Awaitable { coroutine: true, ..Awaitable::new(feature, format!("asyncio.wait_for({inner}, {seconds})")) })
    }

    /// A time limit: over at once, never over, or, in a few programs, a real one.
    pub(super) fn seconds(&mut self, scope: &Scope, feature: Feature) -> (&'static str, Feature) {
        match self.delay(scope) {
            Some(delay) if self.random.chance(60) => (delay, Feature::Timer),
            _ => (self.random.pick(&["0", "0", "0", "-1", "None", "100"]), feature),
        }
    }

    /// A delay that no other timer has, where a statement is executed at most once.
    pub(super) fn delay(&mut self, scope: &Scope) -> Option<&'static str> {
        if !scope.once || self.delays.is_empty() {
            return None;
        }
        let index = self.random.below(self.delays.len());
        Some(self.delays.remove(index))
    }

    fn pump(&mut self, scope: &Scope) -> Option<Awaitable> {
        let inner = match self.random.below(3) {
            0 => self.step_of_generator(scope)?,
            1 => self.throw_into_generator(scope)?,
            _ => self.coroutine_call()?,
        };
        Some(Awaitable::new(Feature::Pump, format!("Pump({})", inner.text)))
    }

    /// A new exception, as text.
    pub(super) fn exception(&mut self) -> String {
        let number = self.number();
        match self.random.below(24) {
            0..7 => format!("Boom({number})"),
            7..11 => format!("Crash({number})"),
            11..13 => format!("ValueError({number})"),
            13 => format!("Quit({number})"),
            14 => format!("StopIteration({number})"),
            15 => format!("StopAsyncIteration({number})"),
            16 => "GeneratorExit()".to_string(),
            17 => "asyncio.CancelledError()".to_string(),
            18 => format!("asyncio.CancelledError(\"m{number}\")"),
            19 => "TimeoutError()".to_string(),
            20 => format!("ExceptionGroup(\"group\", [Boom({number}), Crash({number})])"),
            21 => "Boom".to_string(),
            22 => format!("KeyError({number})"),
            _ => format!("RuntimeError({number})"),
        }
    }

    /// What an `except` catches.
    pub(super) fn caught(&mut self) -> &'static str {
        self.random.pick(CAUGHT)
    }
}
