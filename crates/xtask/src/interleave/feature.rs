//! What a generated program can use: the rows of the report's table of shares.

use std::fmt;

/// One table: the variant, and what the report calls it.
macro_rules! features {
    ($($name:ident = $text:literal,)*) => {
        /// What a statement, definition or whole program is an example of.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
        pub enum Feature { $($name,)* }

        /// All that the report counts, in its order.
        pub const COUNTED: &[Feature] = &[$(Feature::$name,)*];

        impl fmt::Display for Feature {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.pad(match self { $(Feature::$name => $text,)* })
            }
        }
    };
}

features! {
    Scaffold = "scaffold",
    End = "the orderly end",
    Print = "print",
    Closure = "case in a function",
    Coroutine = "coroutine function",
    AsyncGenerator = "async generator function",
    Generator = "generator function",
    AwaitableClass = "class with __await__",
    ManagerClass = "class with __aenter__",
    IteratorClass = "class with __anext__",
    CallbackFunction = "callback function",
    SeveralTasks = "two or more worker tasks",
    SharedGenerator = "async generator of several tasks",
    SharedAwaitable = "awaitable of several tasks",
    SleepZero = "sleep(0)",
    Timer = "real timer",
    AwaitCoroutine = "await of a coroutine",
    AwaitObject = "await of an object",
    SeveralAwaits = "several awaits in an expression",
    Keepsake = "value kept over suspensions",
    Collection = "gc.collect()",
    If = "if",
    For = "for",
    BreakContinue = "break, continue",
    Raise = "raise",
    RaiseFrom = "raise from",
    Reraise = "bare raise",
    Return = "return",
    Try = "try",
    TryFinally = "finally",
    ReturnInFinally = "return in finally",
    JumpInFinally = "break or continue in finally",
    ExceptStar = "except*",
    ExceptionInfo = "sys.exception()",
    Yield = "yield",
    YieldFrom = "yield from",
    AsyncForCall = "async for over a call",
    AsyncForKept = "async for over a kept generator",
    AsyncForIterator = "async for over a class",
    AsyncComprehension = "async comprehension",
    AsyncGeneratorExpression = "async generator expression",
    SyncLoop = "for over a generator",
    AsyncWith = "async with a class",
    Anext = "anext, __anext__",
    Asend = "asend",
    Athrow = "athrow",
    Aclose = "aclose",
    Event = "Event",
    Lock = "Lock",
    Semaphore = "Semaphore",
    Condition = "Condition",
    Barrier = "Barrier",
    Queue = "Queue",
    Future = "Future",
    CreateTask = "create_task",
    AwaitTask = "await of a task",
    Cancel = "cancel",
    CancelSelf = "cancel of itself",
    Uncancel = "uncancel, cancelling",
    Gather = "gather",
    Wait = "wait",
    AsCompleted = "as_completed",
    Shield = "shield",
    WaitFor = "wait_for",
    Timeout = "timeout",
    TaskGroup = "TaskGroup",
    CallSoon = "call_soon, call_later",
    DoneCallback = "add_done_callback",
    HandMade = "stored awaitable",
    HandSend = "send by hand",
    HandThrow = "throw by hand",
    HandClose = "close by hand",
    HandAwait = "await of a stored awaitable",
    Pump = "driver written in Python",
    ExitsProcess = "SystemExit, KeyboardInterrupt",
}
