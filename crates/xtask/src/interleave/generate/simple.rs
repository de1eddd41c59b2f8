//! Statements of a line or two.

use super::Generator;
use super::scope::{Callable, LocalKind, Scope};
use crate::interleave::feature::Feature;
use crate::interleave::tree::Node;

impl Generator {
    pub(super) fn print(&mut self, _: &mut Scope) -> Option<Vec<Node>> {
        Some(vec![self.say("")])
    }

    pub(super) fn raise(&mut self, scope: &mut Scope) -> Option<Vec<Node>> {
        // What follows would never run: most stand in an `if`.
        if scope.main {
            return None;
        }
        let exception = self.exception();
        let (feature, text) = match self.random.below(6) {
            0 => (Feature::RaiseFrom, format!("raise {exception} from {}", self.exception())),
            1 => (Feature::RaiseFrom, format!("raise {exception} from None")),
            _ if scope.once && self.random.chance(15) => {
                let class = self.random.pick(&["SystemExit", "KeyboardInterrupt"]);
                (Feature::ExitsProcess, format!("raise {class}(3)"))
            }
            _ => (Feature::Raise, format!("raise {exception}")),
        };
        Some(self.sometimes(Node::line(feature, text)))
    }

    /// A statement after which nothing runs, mostly under a condition.
    fn sometimes(&mut self, node: Node) -> Vec<Node> {
        if self.random.chance(25) { vec![node] } else { vec![Node::block(Feature::If, self.condition(), vec![node])] }
    }

    /// A condition on how many turns were counted so far: it depends on the interleaving.
    pub(super) fn condition(&mut self) -> String {
        let divisor = self.random.between(2, 3);
        format!("if turn() % {divisor} == {}:", self.random.below(divisor))
    }

    pub(super) fn raise_again(&mut self, scope: &mut Scope) -> Option<Vec<Node>> {
        scope.in_handler.then(|| vec![Node::line(Feature::Reraise, "raise")])
    }

    pub(super) fn return_statement(&mut self, scope: &mut Scope) -> Option<Vec<Node>> {
        if scope.no_jumps || scope.main {
            return None;
        }
        let node = self.return_anything(scope);
        Some(self.sometimes(node))
    }

    pub(super) fn return_anything(&mut self, scope: &Scope) -> Node {
        let number = self.number();
        match scope.callable {
            Callable::AsyncGenerator => Node::line(Feature::Return, "return"),
            Callable::Coroutine if self.random.chance(30) => {
                let awaited = self.awaitable(scope, 1);
                Node::line(awaited.feature, format!("return shown(await {})", awaited.text))
            }
            _ => Node::line(Feature::Return, format!("return {number}")),
        }
    }

    pub(super) fn jump(&mut self, scope: &mut Scope) -> Option<Vec<Node>> {
        if !scope.in_loop || scope.no_jumps {
            return None;
        }
        let word = self.random.pick(&["break", "continue"]);
        Some(self.sometimes(Node::line(Feature::BreakContinue, word)))
    }

    pub(super) fn exception_info(&mut self, scope: &mut Scope) -> Option<Vec<Node>> {
        if !scope.in_handler && self.random.chance(60) {
            return None;
        }
        let node = self.say("told(sys.exception())");
        Some(vec![Node { feature: Feature::ExceptionInfo, ..node }])
    }

    pub(super) fn pause(&mut self, _: &mut Scope) -> Option<Vec<Node>> {
        Some(vec![Node::line(Feature::SleepZero, "await asyncio.sleep(0)")])
    }

    pub(super) fn await_something(&mut self, scope: &mut Scope) -> Option<Vec<Node>> {
        let awaited = self.awaitable(scope, 2);
        let expression = format!("await {}", awaited.text);
        Some(match self.random.below(4) {
            0 => vec![Node::line(awaited.feature, expression)],
            1 => {
                let number = self.number();
                vec![Node::line(awaited.feature, format!("print(t, {number}, shown({expression}))"))]
            }
            _ => self.assigned(awaited.feature, &expression),
        })
    }

    /// An expression that is suspended while it holds values.
    pub(super) fn await_several(&mut self, scope: &mut Scope) -> Option<Vec<Node>> {
        let (first, second) = (self.awaitable(scope, 1), self.awaitable(scope, 1));
        let (before, between) = (self.number(), self.number());
        let (first, second) = (format!("shown(await {})", first.text), format!("shown(await {})", second.text));
        let text = match self.random.below(4) {
            0 => format!("[{before}, {first}, {between}, {second}]"),
            1 => format!("f\"{before} {{{first}}} {between} {{{second}}}\""),
            2 => format!("{{{before}: {first}, {between}: {second}}}"),
            _ => format!("(t, {before}) + ({first}, {between}) if {second} else {between}"),
        };
        Some(vec![Node { feature: Feature::SeveralAwaits, ..self.say(&text) }])
    }

    /// The collector runs while others are suspended.
    pub(super) fn collect_garbage(&mut self, _: &mut Scope) -> Option<Vec<Node>> {
        Some(vec![Node::line(Feature::Collection, "gc.collect()")])
    }

    /// A variable whose value is printed only after other statements.
    pub(super) fn keepsake(&mut self, scope: &mut Scope) -> Option<Vec<Node>> {
        let number = self.number();
        let value = self.random.pick(&["[t]", "t", "(t, {})", "lambda: t"]);
        let mut nodes = vec![Node::line(Feature::Keepsake, format!("v{number} = {value}"))];
        nodes.extend(self.block(scope, 1, 2));
        let read = if value.starts_with("lambda") { "()" } else { "" };
        let say = self.say(&format!("v{number}{read}"));
        nodes.push(Node { feature: Feature::Keepsake, ..say });
        Some(nodes)
    }

    /// Assigns to a variable and prints it.
    fn assigned(&mut self, feature: Feature, expression: &str) -> Vec<Node> {
        let number = self.number();
        let say = self.say(&format!("shown(x{number})"));
        vec![Node::line(feature, format!("x{number} = {expression}")), say]
    }

    pub(super) fn timer(&mut self, scope: &mut Scope) -> Option<Vec<Node>> {
        let callback = self.callee(Callable::Callback);
        let delay = self.delay(scope)?;
        let line = match callback {
            Some(name) if self.random.chance(40) => format!("asyncio.get_running_loop().call_later({delay}, {name})"),
            _ => format!("await asyncio.sleep({delay})"),
        };
        Some(vec![Node::line(Feature::Timer, line), self.say("")])
    }

    pub(super) fn yield_maker(&mut self, scope: &mut Scope) -> Option<Vec<Node>> {
        Some(self.yield_statement(scope))
    }

    pub(super) fn yield_statement(&mut self, scope: &Scope) -> Vec<Node> {
        let number = self.number();
        let value = match scope.callable {
            // The loop understands None and futures only.
            Callable::Awaitable if self.random.chance(85) => String::new(),
            Callable::AsyncGenerator if self.random.chance(15) => {
                let awaited = self.awaitable(scope, 1);
                format!(" shown(await {})", awaited.text)
            }
            _ => format!(" {number}"),
        };
        if self.random.chance(40) {
            return vec![Node::line(Feature::Yield, format!("yield{value}"))];
        }
        self.assigned(Feature::Yield, &format!("yield{value}"))
    }

    pub(super) fn yield_from(&mut self, scope: &mut Scope) -> Option<Vec<Node>> {
        if scope.callable == Callable::AsyncGenerator {
            let name = self.callee(Callable::AsyncGenerator)?;
            let number = self.number();
            let body = vec![Node::line(Feature::Yield, format!("yield x{number}"))];
            let head = format!("async for x{number} in {name}(t + \"g\"):");
            return Some(vec![Node::block(Feature::AsyncForCall, head, body)]);
        }
        let source = match self.random.below(4) {
            0 => format!("{}(t).__await__()", self.callee(Callable::Coroutine)?),
            1 => format!("{}(t).__await__()", self.callee(Callable::Awaitable)?),
            _ => format!("{}(t)", self.callee(Callable::Generator)?),
        };
        Some(self.assigned(Feature::YieldFrom, &format!("yield from {source}")))
    }

    /// A method of a shared object that does not wait.
    pub(super) fn use_object(&mut self, _: &mut Scope) -> Option<Vec<Node>> {
        let number = self.number();
        let (feature, call) = match self.random.below(16) {
            0..3 => (Feature::Event, format!("{}.set()", self.shared_name("E", self.shared.events)?)),
            3 => (Feature::Event, format!("{}.clear()", self.shared_name("E", self.shared.events)?)),
            4 | 5 => (Feature::Queue, format!("{}.put_nowait({number})", self.shared_name("Q", self.shared.queues)?)),
            6 => {
                let method =
                    self.random.pick(&["get_nowait()", "task_done()", "shutdown()", "shutdown(True)", "qsize()"]);
                (Feature::Queue, format!("{}.{method}", self.shared_name("Q", self.shared.queues)?))
            }
            7 | 8 => (Feature::Future, format!("{}.set_result({number})", self.shared_name("F", self.shared.futures)?)),
            9 => {
                let exception = self.exception();
                let name = self.shared_name("F", self.shared.futures)?;
                (Feature::Future, format!("{name}.set_exception({exception})"))
            }
            10 => (Feature::Future, format!("{}.cancel()", self.shared_name("F", self.shared.futures)?)),
            11 => {
                let method = self.random.pick(&["result()", "exception()", "done()", "cancelled()"]);
                (Feature::Future, format!("{}.{method}", self.shared_name("F", self.shared.futures)?))
            }
            12 => (Feature::Lock, format!("{}.release()", self.shared_name("L", self.shared.locks)?)),
            13 => (Feature::Semaphore, format!("{}.release()", self.shared_name("S", self.shared.semaphores)?)),
            14 => (Feature::Condition, format!("{}.notify_all()", self.shared_name("C", self.shared.conditions)?)),
            _ => (Feature::Lock, format!("{}.locked()", self.shared_name("L", self.shared.locks)?)),
        };
        let number = self.number();
        let line = Node::line(feature, format!("print(t, {number}, shown({call}))"));
        Some(if self.random.chance(75) { self.guarded(feature, vec![line]) } else { vec![line] })
    }

    /// Statements whose exceptions are printed.
    pub(super) fn guarded(&mut self, feature: Feature, body: Vec<Node>) -> Vec<Node> {
        let handler = vec![self.say("told(error)")];
        let parts = vec![("try:".to_string(), body), ("except Exception as error:".to_string(), handler)];
        vec![Node::parts(feature, parts)]
    }

    pub(super) fn cancel(&mut self, scope: &mut Scope) -> Option<Vec<Node>> {
        let tasks = scope.of_kind(LocalKind::Task);
        let number = self.number();
        let task = match self.random.below(2) {
            0 if !tasks.is_empty() => self.random.pick(&tasks),
            _ => format!("pick({})", self.random.below(5)),
        };
        let message = if self.random.chance(30) { format!("\"m{number}\"") } else { String::new() };
        Some(vec![Node::line(Feature::Cancel, format!("print(t, {number}, {task}.cancel({message}))"))])
    }

    pub(super) fn cancel_self(&mut self, scope: &mut Scope) -> Option<Vec<Node>> {
        if scope.main || !scope.awaits() {
            return None;
        }
        let node = Node::line(Feature::CancelSelf, "asyncio.current_task().cancel()");
        Some(vec![Node::block(Feature::If, self.condition(), vec![node])])
    }

    pub(super) fn uncancel(&mut self, scope: &mut Scope) -> Option<Vec<Node>> {
        if scope.main {
            return None;
        }
        let method = self.random.pick(&["uncancel", "cancelling", "cancelling"]);
        let node = self.say(&format!("asyncio.current_task().{method}()"));
        Some(vec![Node { feature: Feature::Uncancel, ..node }])
    }

    pub(super) fn call_soon(&mut self, scope: &mut Scope) -> Option<Vec<Node>> {
        let number = self.number();
        let callback = match self.random.below(4) {
            0 | 1 => self.callee(Callable::Callback)?,
            2 => format!("{}.set", self.shared_name("E", self.shared.events)?),
            _ => format!("print, \"soon\", {number}"),
        };
        let method = self.random.pick(&["call_soon(", "call_soon(", "call_later(0, "]);
        let event_loop = "asyncio.get_running_loop()";
        let cancelled = scope.awaits() && self.random.chance(15);
        let mut nodes = vec![Node::line(Feature::CallSoon, format!("h{number} = {event_loop}.{method}{callback})"))];
        if cancelled {
            nodes.push(Node::line(Feature::CallSoon, format!("h{number}.cancel()")));
        }
        Some(nodes)
    }

    pub(super) fn done_callback(&mut self, scope: &mut Scope) -> Option<Vec<Node>> {
        let tasks = scope.of_kind(LocalKind::Task);
        let future = match self.random.below(3) {
            0 if !tasks.is_empty() => self.random.pick(&tasks),
            1 => format!("pick({})", self.random.below(5)),
            _ => self.shared_name("F", self.shared.futures)?,
        };
        let callback = match self.callee(Callable::Callback) {
            Some(name) => name,
            None => {
                let number = self.number();
                format!("lambda future: print(\"done\", {number}, future.cancelled())")
            }
        };
        Some(vec![Node::line(Feature::DoneCallback, format!("{future}.add_done_callback({callback})"))])
    }

    pub(super) fn create_task(&mut self, scope: &mut Scope) -> Option<Vec<Node>> {
        let number = self.number();
        let coroutine = self.awaitable(scope, 1);
        if !coroutine.coroutine || self.repeated > 2 {
            return None;
        }
        // A call gets the new task's name as its own.
        let call = coroutine.text.replace("(t)", &format!("(t + \".{number}\")"));
        let name = format!("x{number}");
        let text = format!("{name} = asyncio.create_task({call}, name=t + \".{number}\")");
        scope.locals.push((name.clone(), LocalKind::Task));
        Some(vec![
            Node::line(Feature::CreateTask, text),
            Node::line(Feature::Scaffold, format!("started.append({name})")),
        ])
    }

    pub(super) fn wait(&mut self, scope: &mut Scope) -> Option<Vec<Node>> {
        let mut futures = scope.of_kind(LocalKind::Task);
        futures.extend(self.shared_name("F", self.shared.futures));
        if futures.is_empty() {
            return None;
        }
        futures.truncate(self.random.between(1, 3));
        let mode = self.random.pick(&["FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED"]);
        let timeout = self.random.pick(&["", "", ", timeout=0", ", timeout=100"]);
        let number = self.number();
        let text =
            format!("x{number} = await asyncio.wait([{}]{timeout}, return_when=asyncio.{mode})", futures.join(", "));
        let say = self.say(&format!("len(x{number}[0]), len(x{number}[1])"));
        Some(vec![Node::line(Feature::Wait, text), say])
    }

    /// Over coroutines that this statement makes: the order of a set of several is left open.
    pub(super) fn as_completed(&mut self, scope: &mut Scope) -> Option<Vec<Node>> {
        let coroutine = self.coroutine_call()?;
        let timeout = self.random.pick(&["", "", ", timeout=0", ", timeout=100"]);
        let number = self.number();
        let mut body = vec![Node::line(Feature::AsCompleted, format!("print(t, {number}, shown(await x{number}))"))];
        body = self.guarded(Feature::AsCompleted, body);
        let word = self.random.pick(&["for", "async for"]);
        let head = format!("{word} x{number} in asyncio.as_completed([{}]{timeout}):", coroutine.text);
        let _ = scope;
        Some(vec![Node::block(Feature::AsCompleted, head, body)])
    }
}
