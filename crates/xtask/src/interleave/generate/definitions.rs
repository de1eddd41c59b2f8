//! The functions, classes and shared objects of a program.

use super::scope::{Callable, Function, LocalKind, Scope, Shared};
use super::{COSTLIEST, Generator};
use crate::interleave::feature::Feature;
use crate::interleave::tree::Node;

impl Generator {
    /// Decides what the tasks share, and makes what needs no running loop.
    pub(super) fn shared_objects(&mut self) -> Vec<Node> {
        self.shared = Shared {
            events: self.random.below(3),
            locks: self.random.below(2),
            semaphores: self.random.below(2),
            conditions: self.random.below(2),
            barriers: self.random.below(5) / 4,
            queues: self.random.below(3),
            futures: self.random.below(3),
            generators: 0,
            hands: 0,
            workers: false,
        };
        let mut nodes = Vec::new();
        for index in 0..self.shared.events {
            nodes.push(Node::line(Feature::Event, format!("E{index} = asyncio.Event()")));
        }
        for index in 0..self.shared.locks {
            nodes.push(Node::line(Feature::Lock, format!("L{index} = asyncio.Lock()")));
        }
        for index in 0..self.shared.semaphores {
            let class = self.random.pick(&["Semaphore(1)", "Semaphore(2)", "BoundedSemaphore(1)"]);
            nodes.push(Node::line(Feature::Semaphore, format!("S{index} = asyncio.{class}")));
        }
        for index in 0..self.shared.conditions {
            nodes.push(Node::line(Feature::Condition, format!("C{index} = asyncio.Condition()")));
        }
        for index in 0..self.shared.barriers {
            nodes.push(Node::line(Feature::Barrier, format!("B{index} = asyncio.Barrier(2)")));
        }
        for index in 0..self.shared.queues {
            let classes = ["Queue()", "Queue(1)", "Queue(2)", "LifoQueue(1)", "PriorityQueue()"];
            let class = self.random.pick(&classes);
            nodes.push(Node::line(Feature::Queue, format!("Q{index} = asyncio.{class}")));
        }
        for index in 0..self.shared.futures {
            nodes.push(Node::line(Feature::Future, format!("F{index} = None")));
        }
        // How many there are is said now, what they run is decided when there are functions.
        self.shared.generators = self.random.below(3);
        self.shared.hands = self.random.below(2);
        for index in 0..self.shared.generators {
            nodes.push(Node::line(Feature::SharedGenerator, format!("G{index} = None")));
        }
        for index in 0..self.shared.hands {
            nodes.push(Node::line(Feature::SharedAwaitable, format!("H{index} = None")));
        }
        nodes
    }

    /// What needs the running loop, or functions.
    pub(super) fn late_objects(&mut self) -> Vec<Node> {
        let mut nodes = Vec::new();
        for index in 0..self.shared.futures {
            let text = format!("F{index} = asyncio.get_running_loop().create_future()");
            nodes.push(Node::line(Feature::Future, text));
        }
        for index in 0..self.shared.generators {
            let function = self.any_function(Callable::AsyncGenerator);
            nodes.push(Node::line(Feature::SharedGenerator, format!("G{index} = keep({function}(\"G{index}\"))")));
        }
        for index in 0..self.shared.hands {
            let text = match self.random.below(4) {
                0 if self.shared.generators > 0 => format!("keep(G0.asend({}))", self.random.below(2)),
                1 if self.shared.generators > 0 => "keep(anext(G0, 77))".to_string(),
                _ => format!("keep({}(\"H{index}\"))", self.any_function(Callable::Coroutine)),
            };
            nodes.push(Node::line(Feature::SharedAwaitable, format!("H{index} = {text}")));
        }
        nodes
    }

    /// The last function of a kind: there is one of each of the kinds that this is asked for.
    fn any_function(&mut self, callable: Callable) -> String {
        let names: Vec<&Function> = self.functions.iter().filter(|function| function.callable == callable).collect();
        self.random.pick(&names).name.clone()
    }

    pub(super) fn definitions(&mut self) -> Vec<Node> {
        let mut order = vec![Callable::Coroutine, Callable::AsyncGenerator];
        for (callable, percent) in [
            (Callable::Coroutine, 60),
            (Callable::Coroutine, 30),
            (Callable::AsyncGenerator, 60),
            (Callable::AsyncGenerator, 25),
            (Callable::Generator, 45),
            (Callable::Generator, 25),
            (Callable::Awaitable, 35),
            (Callable::Manager, 30),
            (Callable::Iterator, 20),
            (Callable::Callback, 35),
        ] {
            if self.random.chance(percent) {
                order.push(callable);
            }
        }
        for end in (1..order.len()).rev() {
            order.swap(end, self.random.below(end + 1));
        }
        order.into_iter().enumerate().map(|(index, callable)| self.definition(callable, index)).collect()
    }

    fn definition(&mut self, callable: Callable, index: usize) -> Node {
        self.begin_function();
        let (name, node) = match callable {
            Callable::Coroutine => {
                let name = format!("c{index}");
                let mut scope = Scope::of(callable);
                let mut body = self.block(&mut scope, 1, 4);
                if self.random.chance(50) {
                    body.push(self.return_value());
                }
                (name.clone(), Node::block(Feature::Coroutine, format!("async def {name}(t):"), body))
            }
            Callable::AsyncGenerator => {
                let name = format!("g{index}");
                let body = self.yielding_block(callable);
                (name.clone(), Node::block(Feature::AsyncGenerator, format!("async def {name}(t):"), body))
            }
            Callable::Generator => {
                let name = format!("y{index}");
                let mut body = self.yielding_block(callable);
                if self.random.chance(40) {
                    body.push(self.return_value());
                }
                (name.clone(), Node::block(Feature::Generator, format!("def {name}(t):"), body))
            }
            Callable::Awaitable => {
                let name = format!("A{index}");
                let mut body = vec![Node::line(Feature::Scaffold, "t = self.t")];
                body.extend(self.yielding_block(callable));
                if self.random.chance(50) {
                    body.push(self.return_value());
                }
                let method = Node::block(Feature::AwaitableClass, "def __await__(self):", body);
                (name.clone(), self.class(Feature::AwaitableClass, &name, vec![method]))
            }
            Callable::Manager => {
                let name = format!("M{index}");
                let mut enter = vec![Node::line(Feature::Scaffold, "t = self.t")];
                enter.extend(self.block(&mut Scope::of(callable), 1, 2));
                enter.push(self.return_value());
                let mut exit = vec![Node::line(Feature::Scaffold, "t = self.t"), self.say("told(error)")];
                exit.extend(self.block(&mut Scope::of(callable), 1, 2));
                exit.push(match self.random.below(4) {
                    0 => Node::line(Feature::Return, "return True"),
                    1 => Node::line(Feature::Return, "return type(error) is Boom"),
                    _ => Node::line(Feature::Return, "return False"),
                });
                let methods = vec![
                    Node::block(Feature::ManagerClass, "async def __aenter__(self):", enter),
                    Node::block(Feature::ManagerClass, "async def __aexit__(self, kind, error, traceback):", exit),
                ];
                (name.clone(), self.class(Feature::ManagerClass, &name, methods))
            }
            Callable::Iterator => {
                let name = format!("I{index}");
                let mut step = vec![Node::line(Feature::Scaffold, "t = self.t")];
                step.extend(self.block(&mut Scope::of(callable), 1, 2));
                // The count of rounds is the base class's affair: no edit of the shrinker makes it endless.
                let methods = vec![Node::block(Feature::IteratorClass, "async def step(self):", step)];
                self.cost *= 3;
                (name.clone(), Node::block(Feature::IteratorClass, format!("class {name}(Counted):"), methods))
            }
            Callable::Callback => {
                let name = format!("k{index}");
                let mut body = vec![Node::line(Feature::Scaffold, format!("t = \"{name}\""))];
                body.push(self.say(""));
                body.extend(self.block(&mut Scope::of(callable), 1, 2));
                (name.clone(), Node::block(Feature::CallbackFunction, format!("def {name}(*args):"), body))
            }
        };
        self.functions.push(Function { callable, name, cost: self.cost.max(1) });
        node
    }

    fn class(&self, feature: Feature, name: &str, mut methods: Vec<Node>) -> Node {
        let fields = vec![Node::line(Feature::Scaffold, "self.t = t")];
        methods.insert(0, Node::block(Feature::Scaffold, "def __init__(self, t):", fields));
        Node::block(feature, format!("class {name}:"), methods)
    }

    fn return_value(&mut self) -> Node {
        let number = self.number();
        Node::line(Feature::Return, format!("return {number}"))
    }

    /// A body that has a `yield` somewhere.
    fn yielding_block(&mut self, callable: Callable) -> Vec<Node> {
        let mut scope = Scope::of(callable);
        let mut body = self.block(&mut scope, 2, 5);
        let node = self.yield_statement(&Scope::of(callable));
        let at = self.random.below(body.len() + 1);
        body.splice(at..at, node);
        body
    }

    /// The name of a callee that the function that grows now can afford, and pays for.
    pub(super) fn callee(&mut self, callable: Callable) -> Option<String> {
        let left = COSTLIEST.saturating_sub(self.cost);
        let affordable = |function: &&Function| function.callable == callable && function.cost * self.repeated <= left;
        let known: Vec<Function> = self.functions.iter().filter(affordable).cloned().collect();
        if known.is_empty() {
            return None;
        }
        let function = self.random.pick(&known);
        self.cost += function.cost * self.repeated;
        Some(function.name)
    }

    /// An async generator that exists: a local one or a shared one.
    pub(super) fn existing_generator(&mut self, scope: &Scope) -> Option<String> {
        let mut names = scope.of_kind(LocalKind::AsyncGenerator);
        // The shared ones exist once the main task has begun, and a generator's body rarely drives itself.
        names.extend((0..self.shared.generators).map(|index| format!("G{index}")));
        (!names.is_empty()).then(|| self.random.pick(&names))
    }
}
