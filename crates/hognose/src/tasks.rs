//! What a machine's tasks are doing, as a host sees it, and as a text for people.

use crate::Vm;
use crate::border::{Border, PendingCall};
use crate::error::ErrorFrame;
use hognose_bytecode::Code;
use hognose_runtime as runtime;
use hognose_runtime::scheduler::{self, Doing, TaskObserver, TaskView};
use std::collections::HashSet;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

pub use hognose_runtime::scheduler::Transition;

/// A task that is not done.
#[derive(Clone, Debug)]
pub struct TaskInfo {
    /// Its number among all tasks of the machine, from 0.
    pub id: u64,
    /// `task.get_name()`
    pub name: String,
    /// The qualified name of its coroutine function.
    pub coroutine: String,
    /// Where it stands in the script, outermost frame first.
    pub frames: Vec<ErrorFrame>,
    /// Work that it has done, in the unit of [`Limits::fuel`](crate::Limits::fuel).
    pub fuel: u64,
    /// What it is doing.
    pub state: TaskState,
}

/// What a task that is not done is doing.
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub enum TaskState {
    /// It can go on at the next turn of the loop.
    Ready,
    /// Its step is under way.
    Running,
    /// It waits for other tasks, given by id and name.
    WaitsForTasks(Vec<(u64, String)>),
    /// It waits for a timer, due after this time.
    WaitsForTimer(Duration),
    /// It waits in a function of the library until somebody does something: `Queue.get`, `Event.wait`.
    WaitsIn(String),
    /// It waits for an async function of the host's, given by its name.
    WaitsForHost(String),
    /// It waits for the host's answer to its call of a deferred function.
    WaitsForAnswer {
        /// What [`Context::resolve`](crate::Context::resolve) knows the call by.
        id: u64,
        /// The function's name.
        function: String,
    },
    /// It waits for a future that somebody has to complete.
    WaitsForFuture,
}

/// How many of the tasks that one waits for are named in its line.
const NAMED: usize = 5;

/// All tasks of a machine that are not done. Displayed as a tree: a task stands below the one that waits for it.
///
/// ```
/// # fn main() -> hognose::Result<()> {
/// # let engine = hognose::Engine::builder().build()?;
/// # let mut vm = engine.vm(hognose::Limits::default())?;
/// let script = "import asyncio\n\
///     async def child(): await asyncio.Event().wait()\n\
///     async def main(): await asyncio.create_task(child())\n\
///     asyncio.run(main())";
/// let error = hognose::block_on(vm.run(&engine.compile("tree.py", script)?)).unwrap_err();
/// let tasks = error.tasks();
/// assert_eq!(tasks.len(), 2);
/// let main = tasks.iter().next().expect("there are two");
/// assert_eq!(main.state, hognose::TaskState::WaitsForTasks(vec![(1, "Task-2".to_string())]));
/// assert!(tasks.to_string().starts_with("Task-1 main() waits for Task-2\n"));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Default, Debug)]
pub struct Tasks(Vec<TaskInfo>);

impl Tasks {
    pub(crate) fn of(vm: &runtime::Vm) -> Tasks {
        Tasks(vm.task_views().iter().map(|view| TaskInfo::of(vm, view)).collect())
    }

    /// The tasks, oldest first.
    pub fn iter(&self) -> impl Iterator<Item = &TaskInfo> {
        self.0.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The task with that id.
    pub fn find(&self, id: u64) -> Option<&TaskInfo> {
        self.0.binary_search_by_key(&id, |task| task.id).ok().and_then(|index| self.0.get(index))
    }

    fn awaited(task: &TaskInfo) -> &[(u64, String)] {
        match &task.state {
            TaskState::WaitsForTasks(tasks) => tasks,
            TaskState::Ready
            | TaskState::Running
            | TaskState::WaitsForTimer(_)
            | TaskState::WaitsIn(_)
            | TaskState::WaitsForHost(_)
            | TaskState::WaitsForAnswer { .. }
            | TaskState::WaitsForFuture => &[],
        }
    }

    /// Writes a task, then the tasks that it waits for, further in. One that was written before is only named.
    fn write_tree(&self, f: &mut fmt::Formatter<'_>, root: &TaskInfo, written: &mut HashSet<u64>) -> fmt::Result {
        let mut todo = vec![(root, 0)];
        while let Some((task, depth)) = todo.pop() {
            let indent = "    ".repeat(depth);
            if !written.insert(task.id) {
                writeln!(f, "{indent}{} (see above)", task.name)?;
                continue;
            }
            writeln!(f, "{indent}{task}")?;
            for frame in &task.frames {
                let line = frame.line();
                let text = frame.file.line_text(line).trim();
                writeln!(f, "{indent}  {}:{line} in {}: {text}", frame.file.name(), frame.function)?;
            }
            let awaited = Tasks::awaited(task).iter().rev().filter_map(|(id, _)| self.find(*id));
            todo.extend(awaited.map(|task| (task, depth + 1)));
        }
        Ok(())
    }
}

impl fmt::Display for Tasks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let awaited: HashSet<u64> = self.0.iter().flat_map(Tasks::awaited).map(|(id, _)| *id).collect();
        let mut written = HashSet::new();
        for task in self.0.iter().filter(|task| !awaited.contains(&task.id)) {
            self.write_tree(f, task, &mut written)?;
        }
        // Tasks that wait for one another in a circle have no root.
        for task in &self.0 {
            if !written.contains(&task.id) {
                self.write_tree(f, task, &mut written)?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for TaskInfo {
    /// `Task-2 worker() waits in Queue.get()`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}() {}", self.name, self.coroutine, self.state)
    }
}

impl fmt::Display for TaskState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TaskState::Ready => f.write_str("is ready"),
            TaskState::Running => f.write_str("is running"),
            TaskState::WaitsForTasks(tasks) => {
                let names: Vec<&str> = tasks.iter().take(NAMED).map(|(_, name)| name.as_str()).collect();
                write!(f, "waits for {}", names.join(", "))?;
                match tasks.len().checked_sub(NAMED) {
                    None | Some(0) => Ok(()),
                    Some(more) => write!(f, " and {more} more"),
                }
            }
            TaskState::WaitsForTimer(left) => write!(f, "waits for a timer, due in {:.3} s", left.as_secs_f64()),
            TaskState::WaitsIn(function) => write!(f, "waits in {function}()"),
            TaskState::WaitsForHost(function) => write!(f, "waits for the host's function {function}()"),
            TaskState::WaitsForAnswer { id, function } => {
                write!(f, "waits for the host's answer to {function}(), call {id}")
            }
            TaskState::WaitsForFuture => f.write_str("waits for a future"),
        }
    }
}

impl TaskInfo {
    fn of(vm: &runtime::Vm, view: &TaskView) -> TaskInfo {
        let state = match (&view.doing, &view.library) {
            (Doing::Host(number), _) => match Border::look(vm).and_then(|border| border.host_call(*number)) {
                Some(PendingCall::Async(function)) => TaskState::WaitsForHost(function.to_string()),
                Some(PendingCall::Deferred(function)) => {
                    TaskState::WaitsForAnswer { id: *number, function: function.to_string() }
                }
                None => TaskState::WaitsForFuture,
            },
            (Doing::Ready, _) => TaskState::Ready,
            (Doing::Running, _) => TaskState::Running,
            (Doing::Tasks(tasks), _) => TaskState::WaitsForTasks(tasks.clone()),
            (Doing::Timer(left), _) => TaskState::WaitsForTimer(*left),
            (Doing::Future, Some(function)) => TaskState::WaitsIn(function.clone()),
            (Doing::Future, None) => TaskState::WaitsForFuture,
        };
        TaskInfo {
            id: view.number,
            name: view.name.clone(),
            coroutine: view.coroutine.clone(),
            fuel: view.fuel,
            frames: view.places.iter().map(|(code, pc)| frame_at(code, *pc)).collect(),
            state,
        }
    }
}

/// A place of a suspended frame: the instruction before the next one, or the definition where it has not begun.
fn frame_at(code: &Arc<Code>, pc: u32) -> ErrorFrame {
    let span = pc.checked_sub(1).map_or_else(|| code.span_at(u32::MAX), |pc| code.span_at(pc));
    ErrorFrame { function: code.name.to_string(), file: code.file.clone(), span }
}

/// Calls a function of the host's with what happens to tasks.
struct Observer<F>(F);

impl<F: FnMut(Duration, &TaskInfo, &Transition) + Send> TaskObserver for Observer<F> {
    fn task_changed(&mut self, vm: &runtime::Vm, task: runtime::Value, transition: &scheduler::Transition) {
        if let Some(view) = vm.task_view(task) {
            (self.0)(vm.host.clock.monotonic(), &TaskInfo::of(vm, &view), transition);
        }
    }
}

impl Vm {
    /// What the tasks of this machine are doing.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// let engine = hognose::Engine::builder().build()?;
    /// let source = "import asyncio\nasync def main(): await asyncio.Event().wait()\nasyncio.run(main())";
    /// let program = engine.compile("stuck.py", source)?;
    /// let mut vm = engine.vm(Default::default())?;
    /// vm.start(&program)?;
    /// while let hognose::Step::Ready = vm.step()? {}
    /// let tasks = vm.tasks();
    /// assert_eq!(tasks.iter().next().map(ToString::to_string).as_deref(), Some("Task-1 main() waits in Event.wait()"));
    /// # Ok(())
    /// # }
    /// ```
    pub fn tasks(&self) -> Tasks {
        Tasks::of(&self.inner)
    }

    /// Tells a function, from now on, what happens to tasks, with the time of the host's monotonic clock. It runs
    /// between the script's instructions; a slow one slows the script down.
    ///
    /// ```
    /// # fn main() -> hognose::Result<()> {
    /// use std::sync::mpsc;
    ///
    /// # let engine = hognose::Engine::builder().build()?;
    /// # let mut vm = engine.vm(hognose::Limits::default())?;
    /// let (sender, seen) = mpsc::channel();
    /// vm.observe_tasks(move |_now, task, change| {
    ///     let _ = sender.send(format!("{}: {change:?}", task.name));
    /// });
    /// let script = "import asyncio\nasync def main(): pass\nasyncio.run(main())";
    /// hognose::block_on(vm.run(&engine.compile("main.py", script)?))?;
    /// assert!(seen.try_iter().any(|line| line.starts_with("Task-1: ")));
    /// # Ok(())
    /// # }
    /// ```
    pub fn observe_tasks(&mut self, observer: impl FnMut(Duration, &TaskInfo, &Transition) + Send + 'static) {
        self.inner.observer = Some(Box::new(Observer(observer)));
    }
}
