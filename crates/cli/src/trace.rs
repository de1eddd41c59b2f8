//! `--trace-tasks`: a line on standard error for each thing that happens to a task.

use crate::show::say;
use hognose::{TaskInfo, TaskState, Transition, Vm};
use std::time::Duration;

/// Traces the tasks of a machine from now on.
pub fn tasks(vm: &mut Vm) {
    vm.observe_tasks(|now, task, transition| say(line(now, task, transition)));
}

/// `[    0.000120] Task-2       worker()             waits in Queue.get() at script.py:5`
fn line(now: Duration, task: &TaskInfo, transition: &Transition) -> String {
    let what = match transition {
        Transition::Created => "is created".to_string(),
        Transition::Resumed => format!("runs{}", place(task)),
        Transition::Suspended if task.state == TaskState::Ready => format!("lets others run{}", place(task)),
        Transition::Suspended => format!("{}{}", task.state, place(task)),
        Transition::Returned => "returns".to_string(),
        Transition::Raised(class) => format!("ends with {class}"),
        Transition::Cancelled => "is cancelled".to_string(),
    };
    let coroutine = format!("{}()", task.coroutine);
    format!("[{:12.6}] {:<12} {coroutine:<20} {what}", now.as_secs_f64(), task.name)
}

/// Where the script stands; nothing for a task that has not begun.
fn place(task: &TaskInfo) -> String {
    let Some(frame) = task.frames.last() else { return String::new() };
    let line = frame.file.line_column(frame.span.start).line;
    format!(" at {}:{line}", frame.file.name())
}
