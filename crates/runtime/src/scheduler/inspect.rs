//! What the tasks of a loop are doing: their names, their places in the source, and what each waits for. Only looks; says
//! nothing to anybody (that is the host's part).

use super::{Callback, Job, TaskObject};
use crate::object::generator::{GeneratorObject, GeneratorState};
use crate::value::{Kind, Value};
use crate::vm::{Place, Vm};
use hognose_bytecode::{Code, Op, Visibility};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

/// A task that is not done.
#[derive(Clone, Debug)]
pub struct TaskView {
    /// Its number among all tasks of the machine, from 0.
    pub number: u64,
    /// `task.get_name()`
    pub name: String,
    /// The qualified name of its coroutine function.
    pub coroutine: String,
    /// Where it stands: the frames of the script's own code, outermost first.
    pub places: Vec<(Arc<Code>, u32)>,
    /// The function of the library that it waits in: `Queue.get`.
    pub library: Option<String>,
    /// Fuel that its steps have used.
    pub fuel: u64,
    pub doing: Doing,
}

/// What a task that is not done is doing.
#[derive(Clone, PartialEq, Debug)]
pub enum Doing {
    /// It is in the ready queue, or has not begun.
    Ready,
    Running,
    /// It waits for these other tasks, given by number and name.
    Tasks(Vec<(u64, String)>),
    /// It waits for a timer, due after this time.
    Timer(Duration),
    /// It waits for what the host does, given by the host's number.
    Host(u64),
    /// It waits for a future that somebody has to complete.
    Future,
}

/// Something that happened to a task.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Transition {
    Created,
    /// A step of it begins.
    Resumed,
    /// The step ended: it waits, or is ready again.
    Suspended,
    Returned,
    /// It ended with an exception of this class.
    Raised(String),
    Cancelled,
}

/// Is told of every change of a task's state.
pub trait TaskObserver: Send {
    /// [`Vm::task_view`] says more of the task.
    fn task_changed(&mut self, vm: &Vm, task: Value, transition: &Transition);
}

impl Vm {
    /// Every task that is not done, oldest first.
    pub fn task_views(&self) -> Vec<TaskView> {
        let timers = self.timer_futures();
        let views = self.scheduler.tasks.iter().filter_map(|task| self.view_of(task, &timers));
        views.collect()
    }

    /// Tells the observer, if there is one.
    pub(super) fn observe(&mut self, task: Value, transition: impl FnOnce(&Vm) -> Transition) {
        let Some(mut observer) = self.observer.take() else { return };
        observer.task_changed(self, task, &transition(self));
        self.observer = Some(observer);
    }

    /// What a task is doing.
    pub fn task_view(&self, task: Value) -> Option<TaskView> {
        self.view_of(task, &self.timer_futures())
    }

    /// The task whose step is under way.
    pub fn running_task(&self) -> Option<Value> {
        self.scheduler.current
    }

    /// Its number among all tasks of the machine.
    pub fn task_number(&self, task: Value) -> Option<u64> {
        Some(self.heap.task(task)?.number)
    }

    /// The futures that timers complete, and when.
    fn timer_futures(&self) -> HashMap<Value, f64> {
        let due = |timer: &super::Timer| match timer.job {
            Job::SetResult { future, .. } => Some((future, timer.when)),
            Job::Call { .. }
            | Job::Step { .. }
            | Job::Wake { .. }
            | Job::Gathered { .. }
            | Job::Finalize { .. }
            | Job::Stop { .. } => None,
        };
        self.scheduler.timers.iter().filter_map(due).collect()
    }

    fn view_of(&self, task: Value, timers: &HashMap<Value, f64>) -> Option<TaskView> {
        let object = self.heap.task(task)?;
        let mut view = TaskView {
            number: object.number,
            name: self.task_name_text(task),
            coroutine: String::new(),
            places: Vec::new(),
            library: None,
            fuel: object.fuel,
            doing: self.doing(task, object, timers),
        };
        if view.doing == Doing::Running {
            view.fuel += self.fuel_used().saturating_sub(self.scheduler.step_began);
        }
        let mut next = self.heap.generator(object.coroutine);
        while let Some(generator) = next {
            next = self.add_places(generator, &mut view);
        }
        Some(view)
    }

    /// Adds the places of a coroutine's frames; gives the one it awaits as an object.
    fn add_places(&self, generator: &GeneratorObject, view: &mut TaskView) -> Option<&GeneratorObject> {
        let chain = generator.chain();
        let alone = [generator.place];
        let places: Vec<Place> = chain.iter().map(|frame| frame.place).collect();
        let places = if places.is_empty() { &alone[..] } else { &places };
        for place in places {
            self.add_place(*place, view);
        }
        if !chain.is_empty() || generator.state != GeneratorState::Suspended {
            return None;
        }
        let linked = self.linked.get(generator.place.code().0 as usize)?;
        match linked.ops.get(generator.place.pc() as usize)? {
            Op::Delegate { iter, .. } => {
                let awaited = self.blocks.values.get(generator.registers.start as usize + iter.0 as usize)?;
                self.heap.generator(*awaited)
            }
            _ => None,
        }
    }

    fn add_place(&self, place: Place, view: &mut TaskView) {
        let Some(linked) = self.linked.get(place.code().0 as usize) else { return };
        match linked.code.visibility {
            Visibility::Shown => {
                if view.places.is_empty() {
                    view.coroutine = linked.code.qualname.to_string();
                }
                view.places.push((linked.code.clone(), place.pc()));
                // A function of the library that calls the script's is not what the task waits in.
                view.library = None;
            }
            Visibility::Hidden => {
                if view.coroutine.is_empty() {
                    view.coroutine = linked.code.qualname.to_string();
                }
                // `async with lock` waits in `Lock.acquire`, and not in what `Lock` shares with others.
                if view.library.as_ref().is_none_or(|name| name.starts_with('_')) {
                    view.library = Some(linked.code.qualname.to_string());
                }
            }
        }
    }

    fn doing(&self, task: Value, object: &TaskObject, timers: &HashMap<Value, f64>) -> Doing {
        if self.scheduler.current == Some(task) {
            return Doing::Running;
        }
        let future = object.waiting_for;
        if future.is_unbound() {
            return Doing::Ready;
        }
        if let Some(awaited) = self.heap.task(future) {
            return Doing::Tasks(vec![(awaited.number, self.task_name_text(future))]);
        }
        if let Some(when) = timers.get(&future) {
            return Doing::Timer(Duration::from_secs_f64((when - self.loop_time()).clamp(0.0, 1e9)));
        }
        let callbacks = self.heap.future(future).map_or(&[][..], |future| &future.callbacks);
        for callback in callbacks {
            if let Callback::Host(number) = callback {
                return Doing::Host(*number);
            }
        }
        let gathered = self.heap.future(future).and_then(|future| future.gather.as_ref());
        let children = gathered.map(|gather| &*gather.children).unwrap_or_default();
        let unfinished = children.iter().filter(|child| child.is_kind(Kind::Task) && !self.is_done(**child));
        let awaited: Vec<(u64, String)> = unfinished
            .filter_map(|child| Some((self.heap.task(*child)?.number, self.task_name_text(*child))))
            .collect();
        if awaited.is_empty() { Doing::Future } else { Doing::Tasks(awaited) }
    }
}
