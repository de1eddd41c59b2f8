//! What the statements of a function can refer to.

/// What a function is, as far as its callers and its statements differ.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Callable {
    Coroutine,
    AsyncGenerator,
    Generator,
    /// A class whose `__await__` is a generator.
    Awaitable,
    /// A class with `__aenter__` and `__aexit__`.
    Manager,
    /// A class with `__aiter__` and `__anext__`.
    Iterator,
    /// A synchronous function that the loop calls.
    Callback,
}

/// A function or class that was defined before.
#[derive(Clone, Debug)]
pub struct Function {
    pub callable: Callable,
    pub name: String,
    /// About how many statements a call executes.
    pub cost: usize,
}

/// How many objects of each kind all tasks share.
#[derive(Default, Debug)]
pub struct Shared {
    pub events: usize,
    pub locks: usize,
    pub semaphores: usize,
    pub conditions: usize,
    pub barriers: usize,
    pub queues: usize,
    pub futures: usize,
    pub generators: usize,
    pub hands: usize,
    /// The worker functions grow now: tasks can be picked by number.
    pub workers: bool,
}

impl Shared {
    /// The names of what can be made only while a loop runs.
    pub fn late_names(&self) -> Vec<String> {
        let names = |prefix: &'static str, count: usize| (0..count).map(move |index| format!("{prefix}{index}"));
        names("F", self.futures).chain(names("G", self.generators)).chain(names("H", self.hands)).collect()
    }
}

/// What a local variable holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LocalKind {
    Task,
    /// An awaitable or generator that is driven by hand.
    Hand,
    AsyncGenerator,
}

/// Where statements grow.
#[derive(Debug)]
pub struct Scope {
    pub callable: Callable,
    /// How many blocks stand around it.
    pub depth: usize,
    pub in_loop: bool,
    pub in_handler: bool,
    /// `return`, `break` and `continue` are forbidden, as in `except*`.
    pub no_jumps: bool,
    /// It is executed at most once in the whole program: real timers may stand here.
    pub once: bool,
    pub main: bool,
    /// Variables that are surely bound here.
    pub locals: Vec<(String, LocalKind)>,
}

impl Scope {
    pub fn of(callable: Callable) -> Scope {
        Scope {
            callable,
            depth: 0,
            in_loop: false,
            in_handler: false,
            no_jumps: false,
            once: false,
            main: false,
            locals: Vec::new(),
        }
    }

    pub fn worker() -> Scope {
        Scope { once: true, ..Scope::of(Callable::Coroutine) }
    }

    pub fn main() -> Scope {
        Scope { main: true, ..Scope::of(Callable::Coroutine) }
    }

    /// Whether `await` may stand here.
    pub fn awaits(&self) -> bool {
        match self.callable {
            Callable::Coroutine | Callable::AsyncGenerator | Callable::Manager | Callable::Iterator => true,
            Callable::Generator | Callable::Awaitable | Callable::Callback => false,
        }
    }

    /// Whether `yield` may stand here.
    pub fn yields(&self) -> bool {
        match self.callable {
            Callable::AsyncGenerator | Callable::Generator | Callable::Awaitable => true,
            Callable::Coroutine | Callable::Manager | Callable::Iterator | Callable::Callback => false,
        }
    }

    /// The variables of one kind.
    pub fn of_kind(&self, kind: LocalKind) -> Vec<String> {
        self.locals.iter().filter(|(_, known)| *known == kind).map(|(name, _)| name.clone()).collect()
    }
}
