//! Requests: what one call of the host's causes, under limits of its own. The task of the call belongs to its request, and so
//! does every task and callback that is made while one of them runs. A request whose limit is reached is ended: its tasks
//! get an exception that no handler of a script sees, and the other tasks go on.

use super::{Callback, Job};
use crate::native::Raised;
use crate::types::classes;
use crate::value::{Kind, Value};
use crate::vm::{Ended, Ending, Vm};
use rustc_hash::FxHashMap;
use std::time::Duration;

/// Work at most of what one collection finalises, on a machine whose calls have limits of their own.
const FINALISER_FUEL: u64 = 1_000_000;

/// A request of one machine.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash, PartialOrd, Ord)]
pub struct RequestId(u32);

impl RequestId {
    /// The work that belongs to no request.
    pub const NONE: RequestId = RequestId(0);
}

#[derive(Clone, Debug)]
struct Request {
    /// The request whose task made it: its limits hold too.
    parent: RequestId,
    /// Fuel that is left.
    fuel: u64,
    /// On the host's clock.
    deadline: Option<Duration>,
    /// Unfinished tasks.
    tasks: u32,
    ended: Option<Ended>,
}

/// The request whose work is running.
#[derive(Clone, Copy, Debug)]
struct Active {
    request: RequestId,
    /// `Vm::fuel_used` when it began, and when its fuel is spent.
    began: u64,
    end: u64,
    deadline: Option<Duration>,
}

/// The requests of a machine.
#[derive(Clone, Debug, Default)]
pub struct Requests {
    table: FxHashMap<RequestId, Request>,
    /// The requests of unfinished tasks, by the tasks' numbers.
    of_tasks: FxHashMap<u64, RequestId>,
    last: u32,
    active: Option<Active>,
    /// Requests whose last task is done, for the host.
    idle: Vec<RequestId>,
}

impl Requests {
    /// The request whose work is running.
    pub fn active(&self) -> RequestId {
        self.active.map_or(RequestId::NONE, |active| active.request)
    }

    /// The deadline of the request whose work is running.
    pub(crate) fn deadline(&self) -> Option<Duration> {
        self.active?.deadline
    }

    /// Forgets all of them.
    pub(super) fn abandon(&mut self) {
        *self = Requests { last: self.last, ..Requests::default() };
    }

    /// The request of an unfinished task.
    pub fn of_task(&self, number: u64) -> RequestId {
        if self.of_tasks.is_empty() { RequestId::NONE } else { self.of_tasks.get(&number).copied().unwrap_or_default() }
    }

    /// A request and those above it.
    pub fn chain(&self, request: RequestId) -> impl Iterator<Item = RequestId> + use<'_> {
        let above = |request: &RequestId| self.table.get(request).map(|found| found.parent);
        std::iter::successors(Some(request), above).filter(|request| *request != RequestId::NONE)
    }

    /// Why a request was ended, or one above it, and which of them.
    pub fn ended(&self, request: RequestId) -> Option<(RequestId, &Ended)> {
        self.chain(request).find_map(|request| Some((request, self.table.get(&request)?.ended.as_ref()?)))
    }

    /// Whether a task of a request is unfinished.
    pub fn has_tasks(&self, request: RequestId) -> bool {
        self.table.get(&request).is_some_and(|found| found.tasks > 0)
    }

    /// Requests that had a last task since this was asked.
    pub fn take_idle(&mut self) -> Vec<RequestId> {
        std::mem::take(&mut self.idle)
    }

    fn task_made(&mut self, number: u64) {
        let request = self.active();
        if let Some(found) = self.table.get_mut(&request) {
            found.tasks += 1;
            self.of_tasks.insert(number, request);
        }
    }

    /// A task is done.
    pub(super) fn task_done(&mut self, number: u64) {
        if self.of_tasks.is_empty() {
            return;
        }
        let Some(request) = self.of_tasks.remove(&number) else { return };
        if let Some(found) = self.table.get_mut(&request) {
            found.tasks -= 1;
            if found.tasks == 0 {
                self.idle.push(request);
            }
        }
    }

    /// Forgets the requests that no task belongs to, nor any of these callbacks.
    pub(crate) fn sweep(&mut self, callbacks: &[RequestId]) {
        if self.table.is_empty() {
            return;
        }
        let mut kept: Vec<RequestId> = self.of_tasks.values().copied().chain(callbacks.iter().copied()).collect();
        kept.push(self.active());
        kept = kept.iter().flat_map(|request| self.chain(*request)).collect();
        self.table.retain(|request, found| found.tasks > 0 || kept.contains(request));
    }

    /// When the next of them reaches its deadline.
    pub(super) fn next_deadline(&self) -> Option<Duration> {
        self.table
            .values()
            .filter(|request| request.tasks > 0 && request.ended.is_none())
            .filter_map(|r| r.deadline)
            .min()
    }

    /// The least fuel that is left to a request and those above it, and their next deadline.
    fn bounds(&self, request: RequestId) -> (u64, Option<Duration>) {
        let found = self.chain(request).filter_map(|request| self.table.get(&request));
        found.fold((u64::MAX, None), |(fuel, deadline), request| {
            let sooner = [deadline, request.deadline].into_iter().flatten().min();
            let left = if request.ended.is_some() { 0 } else { request.fuel };
            (fuel.min(left), sooner)
        })
    }

    /// The numbers of the unfinished tasks of a request and of those below it, oldest first.
    fn tasks_of(&self, ended: RequestId) -> Vec<u64> {
        let belongs = |request: RequestId| self.chain(request).any(|above| above == ended);
        let mut numbers: Vec<u64> =
            self.of_tasks.iter().filter(|(_, request)| belongs(**request)).map(|(number, _)| *number).collect();
        numbers.sort_unstable();
        numbers
    }
}

impl Vm {
    /// A new request; `parent` is the one whose work causes it. It lasts as long as there are tasks and callbacks of it.
    pub fn new_request(&mut self, parent: RequestId, fuel: Option<u64>, time: Option<Duration>) -> RequestId {
        let deadline = time.map(|time| self.host.clock.monotonic().saturating_add(time));
        let requests = &mut self.scheduler.requests;
        requests.last += 1;
        let request = RequestId(requests.last);
        let fuel = fuel.unwrap_or(u64::MAX);
        requests.table.insert(request, Request { parent, fuel, deadline, tasks: 0, ended: None });
        request
    }

    /// What is done from now on belongs to this request.
    pub fn enter_request(&mut self, request: RequestId) {
        self.leave_request();
        if request == RequestId::NONE {
            return;
        }
        let began = self.fuel_used();
        let (fuel, deadline) = self.scheduler.requests.bounds(request);
        let end = began.saturating_add(fuel);
        self.scheduler.requests.active = Some(Active { request, began, end, deadline });
        self.bound_slice(fuel);
    }

    /// What is done from now on belongs to no request. The answer is the request that it belonged to.
    pub fn leave_request(&mut self) -> RequestId {
        let Some(Active { request, began, .. }) = self.scheduler.requests.active.take() else { return RequestId::NONE };
        let used = self.fuel_used().saturating_sub(began);
        let chain: Vec<RequestId> = self.scheduler.requests.chain(request).collect();
        for request in chain {
            if let Some(found) = self.scheduler.requests.table.get_mut(&request).filter(|found| found.fuel != u64::MAX)
            {
                found.fuel = found.fuel.saturating_sub(used);
            }
        }
        request
    }

    /// Does something that is no part of the step that a slice may have ended in: not its request's work, nor its task's, nor
    /// in its context.
    pub fn outside_of_step<R>(&mut self, work: impl FnOnce(&mut Vm) -> R) -> R {
        let request = self.leave_request();
        let context = std::mem::replace(&mut self.context, Value::UNBOUND);
        let task = self.scheduler.current.take();
        let base = self.roots.len();
        self.roots.push(context);
        self.roots.extend(task);
        let result = work(self);
        self.roots.truncate(base);
        self.scheduler.current = task;
        self.context = context;
        self.enter_request(request);
        result
    }

    /// Does our own work, which is charged to no request and ended by none.
    pub(crate) fn outside_of_request<R>(&mut self, work: impl FnOnce(&mut Vm) -> R) -> R {
        let request = self.leave_request();
        let result = work(self);
        self.enter_request(request);
        result
    }

    /// Runs finalisers: where calls have limits, under a limit of their own, whoever left the objects behind.
    pub(crate) fn within_limits_of_finalisers(&mut self, work: impl FnOnce(&mut Vm)) {
        if self.scheduler.requests.last == 0 {
            return work(self);
        }
        let request = self.leave_request();
        let own = self.new_request(RequestId::NONE, Some(FINALISER_FUEL), None);
        self.enter_request(own);
        work(self);
        self.enter_request(request);
    }

    /// Fuel that is left to the request whose work is running.
    pub(crate) fn request_fuel(&self) -> u64 {
        self.scheduler.requests.active.map_or(u64::MAX, |active| active.end.saturating_sub(self.fuel_used()))
    }

    /// The limit that the running request has reached.
    pub(crate) fn reached_by_request(&self) -> Option<Ending> {
        let active = self.scheduler.requests.active?;
        if self.fuel_used() >= active.end {
            return Some(Ending::Fuel);
        }
        active.deadline.filter(|deadline| self.host.clock.monotonic() >= *deadline).map(|_| Ending::Deadline)
    }

    /// Ends the running request: the exception that is raised passes every handler by, up to the step of the task.
    #[cold]
    pub(crate) fn end_active_request(&mut self, why: Ending) -> Raised {
        let Some(active) = self.scheduler.requests.active else { return self.limit_reached() };
        let used = self.fuel_used().saturating_sub(active.began);
        let over = |request: &Request| match why {
            Ending::Deadline => request.deadline.is_some_and(|deadline| self.host.clock.monotonic() >= deadline),
            _ => request.fuel <= used,
        };
        let requests = &self.scheduler.requests;
        if requests.ended(active.request).is_none() {
            let ended = requests.chain(active.request).find(|request| requests.table.get(request).is_some_and(over));
            let place = self.script_place().or_else(|| self.next_place());
            self.end_request(ended.unwrap_or(active.request), Ended { why, place });
        }
        // Every safepoint comes here again until the step has ended.
        self.bound_slice(0);
        self.fuel -= 1;
        self.limit_reached()
    }

    /// Raises it once more where host code has taken it, while the running request is one that was ended.
    pub fn limit_of_request(&mut self) -> Option<Raised> {
        let requests = &self.scheduler.requests;
        requests.ended(requests.active())?;
        Some(self.limit_reached())
    }

    /// Raises what no handler of a script sees.
    fn limit_reached(&mut self) -> Raised {
        let raised = self.heap.raised;
        if raised.is_unbound() || !self.is_limit_reached(raised) {
            self.heap.raised = Value::UNBOUND;
            self.raise_text(classes::LIMIT_REACHED, "the call has reached a limit of its own");
        }
        Raised
    }

    /// Whether an exception is the one that ends the steps of a request.
    #[inline]
    pub(crate) fn is_limit_reached(&self, exception: Value) -> bool {
        self.heap.exception(exception).is_some_and(|object| object.class == classes::LIMIT_REACHED)
    }

    /// Ends a request, and gives each of its tasks a last step.
    pub fn end_request(&mut self, request: RequestId, ended: Ended) {
        match self.scheduler.requests.table.get_mut(&request) {
            Some(found) if found.ended.is_none() => found.ended = Some(ended),
            Some(_) | None => return,
        }
        let numbers = self.scheduler.requests.tasks_of(request);
        let tasks =
            self.scheduler.tasks.iter().filter(|task| {
                self.heap.task(*task).is_some_and(|object| numbers.binary_search(&object.number).is_ok())
            });
        let current = self.scheduler.current;
        let tasks: Vec<Value> = tasks.filter(|task| current != Some(*task)).collect();
        for task in tasks {
            self.forget_host_future(task);
            self.scheduler.enqueue(Job::Step { task, exception: Value::UNBOUND });
        }
    }

    /// A task does not wait for the host any more.
    fn forget_host_future(&mut self, task: Value) {
        let Some(future) = self.heap.task(task).map(|task| task.waiting_for) else { return };
        let is_host = |callback: &Callback| matches!(callback, Callback::Host(_));
        let waits = future.is_kind(Kind::Future)
            && self.future_part(future).is_some_and(|part| part.callbacks.iter().any(is_host));
        if waits && self.cancel_future(future, Value::NONE).is_err() {
            self.take_raised();
        }
    }

    /// A task begins a step: in its request, and with the exception that ends it if that was ended.
    pub(super) fn enter_request_of(&mut self, number: u64, exception: Value) -> Value {
        let request = self.scheduler.requests.of_task(number);
        if request == RequestId::NONE {
            return exception;
        }
        self.enter_request(request);
        if self.scheduler.requests.ended(request).is_none() {
            return exception;
        }
        self.limit_reached();
        self.take_raised()
    }

    /// Ends the requests whose time is over.
    pub(super) fn expire_requests(&mut self) {
        let Some(next) = self.scheduler.requests.next_deadline() else { return };
        let now = self.host.clock.monotonic();
        if next > now {
            return;
        }
        let is_over = |request: &Request| request.ended.is_none() && request.deadline.is_some_and(|time| now >= time);
        let table = &self.scheduler.requests.table;
        let mut over: Vec<RequestId> =
            table.iter().filter(|(_, request)| is_over(request)).map(|(request, _)| *request).collect();
        over.sort_unstable();
        for request in over {
            self.end_request(request, Ended { why: Ending::Deadline, place: None });
        }
    }

    pub(super) fn note_task_of_request(&mut self, number: u64) {
        self.scheduler.requests.task_made(number);
    }
}
