//! Requests: what one call of the host's causes, under limits of its own. The task of the call belongs to its request, and so
//! does every task and callback that is made while one of them runs. A request whose limit is reached is ended: its tasks
//! get an exception that no handler of a script sees, and the other tasks go on.

use super::{Callback, Job};
use crate::native::Raised;
use crate::types::classes;
use crate::value::{Kind, Value};
use crate::vm::{Ended, Ending, Vm};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;
use std::time::Duration;

/// Work at most of what one collection finalises, on a machine whose calls have limits of their own.
const FINALISER_FUEL: u64 = 1_000_000;

/// A request of one machine: a number of 48 bits, which leaves room for a tag in the words of a callback that has one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash, PartialOrd, Ord)]
pub struct RequestId([u16; 3]);

impl RequestId {
    /// The work that belongs to no request.
    pub const NONE: RequestId = RequestId([0; 3]);

    const LAST: RequestId = RequestId([u16::MAX; 3]);

    fn of_number(number: u64) -> RequestId {
        RequestId([(number >> 32) as u16, (number >> 16) as u16, number as u16])
    }
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
    /// The same with those of the requests below it.
    tasks_below: u32,
    /// Callbacks were made in it: only a collection knows whether they can still be called.
    has_callbacks: bool,
    /// It was made for tasks that were cancelled: its deadline is the end of their grace.
    is_grace: bool,
    ended: Option<Ended>,
}

impl Request {
    fn new(parent: RequestId, fuel: u64, deadline: Option<Duration>) -> Request {
        Request { parent, fuel, deadline, tasks: 0, tasks_below: 0, has_callbacks: false, is_grace: false, ended: None }
    }

    /// When it is to be ended, if there is something to end.
    fn due(&self) -> Option<Duration> {
        self.deadline.filter(|_| self.tasks > 0 && self.ended.is_none())
    }
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
    /// The unfinished tasks of each request, oldest first.
    tasks: BTreeSet<(RequestId, u64)>,
    /// Each request that is below another one.
    below: BTreeSet<(RequestId, RequestId)>,
    /// The deadlines of those that have unfinished tasks, the next one first.
    due: BTreeSet<(Duration, RequestId)>,
    last: u64,
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

    /// Whether something of a request may still run: its tasks, those of a request below it, callbacks.
    pub fn is_alive(&self, request: RequestId) -> bool {
        self.table.get(&request).is_some_and(|found| found.tasks_below > 0 || found.has_callbacks)
    }

    /// Requests of which nothing can run any more since this was asked.
    pub fn take_idle(&mut self) -> Vec<RequestId> {
        if self.idle.is_empty() {
            return Vec::new();
        }
        let idle = std::mem::take(&mut self.idle);
        idle.into_iter().filter(|request| !self.is_alive(*request)).collect()
    }

    /// The request whose work is running makes a callback.
    pub fn of_callback(&mut self) -> RequestId {
        let request = self.active();
        if let Some(found) = self.table.get_mut(&request) {
            found.has_callbacks = true;
        }
        request
    }

    /// Changes a request, and when it is due.
    fn change(&mut self, request: RequestId, change: impl FnOnce(&mut Request)) {
        let Some(found) = self.table.get_mut(&request) else { return };
        let before = found.due();
        change(found);
        let after = found.due();
        if before != after {
            before.map(|due| self.due.remove(&(due, request)));
            after.map(|due| self.due.insert((due, request)));
        }
    }

    fn task_made(&mut self, number: u64) {
        let request = self.active();
        if self.table.contains_key(&request) {
            self.give_task(number, request);
        }
    }

    fn give_task(&mut self, number: u64, request: RequestId) {
        self.of_tasks.insert(number, request);
        self.tasks.insert((request, number));
        self.change(request, |found| found.tasks += 1);
        self.count_above(request, |tasks| tasks + 1);
    }

    /// A task belongs to its request no more, or is done.
    fn take_task(&mut self, number: u64) -> RequestId {
        let Some(request) = self.of_tasks.remove(&number) else { return RequestId::NONE };
        self.tasks.remove(&(request, number));
        self.change(request, |found| found.tasks -= 1);
        self.count_above(request, |tasks| tasks - 1);
        request
    }

    /// Changes the number of the unfinished tasks below a request and those above it.
    fn count_above(&mut self, request: RequestId, change: impl Fn(u32) -> u32) {
        let mut next = request;
        while let Some(found) = self.table.get_mut(&next) {
            found.tasks_below = change(found.tasks_below);
            next = found.parent;
        }
    }

    /// A task is done.
    pub(super) fn task_done(&mut self, number: u64) {
        if self.of_tasks.is_empty() {
            return;
        }
        let request = self.take_task(number);
        if self.table.get(&request).is_some_and(|found| found.tasks == 0) {
            let above: Vec<RequestId> = self.chain(request).collect();
            self.idle.extend(above);
        }
    }

    /// Forgets the requests that no task belongs to, nor any of these callbacks.
    pub(crate) fn sweep(&mut self, callbacks: &[RequestId]) {
        if self.table.is_empty() {
            return;
        }
        let held = callbacks.iter().copied().chain([self.active()]);
        let held: FxHashSet<RequestId> = held.flat_map(|request| self.chain(request)).collect();
        let (idle, below) = (&mut self.idle, &mut self.below);
        self.table.retain(|request, found| {
            let stays = found.tasks_below > 0 || held.contains(request);
            if !stays {
                below.remove(&(found.parent, *request));
            }
            if !stays && found.has_callbacks {
                idle.push(*request);
            }
            stays
        });
    }

    /// When the next of them reaches its deadline.
    pub(super) fn next_deadline(&self) -> Option<Duration> {
        self.due.first().map(|(deadline, _)| *deadline)
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
        let (mut numbers, mut work) = (Vec::new(), vec![ended]);
        while let Some(request) = work.pop() {
            if self.table.get(&request).is_some_and(|found| found.tasks_below > 0) {
                numbers.extend(self.tasks.range((request, 0)..=(request, u64::MAX)).map(|(_, number)| *number));
                let below = self.below.range((request, RequestId::NONE)..=(request, RequestId::LAST));
                work.extend(below.map(|(_, below)| *below));
            }
        }
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
        let request = RequestId::of_number(requests.last);
        let fuel = fuel.unwrap_or(u64::MAX);
        if parent != RequestId::NONE {
            requests.below.insert((parent, request));
        }
        requests.table.insert(request, Request::new(parent, fuel, deadline));
        request
    }

    /// Bounds how long tasks may go on that are about to be cancelled, with those that they wait for: they are cancelled, too.
    /// Each goes into a request of its own kind below the one that it belongs to. The answer says which one that is for each
    /// task.
    pub fn grant_grace(&mut self, tasks: &[Value], grace: Duration) -> Vec<(Value, RequestId)> {
        let mut made: FxHashMap<RequestId, RequestId> = FxHashMap::default();
        let mut moved = Vec::new();
        for task in self.cancelled_with(tasks) {
            let Some(number) = self.heap.task(task).map(|object| object.number) else { continue };
            let old = self.scheduler.requests.of_task(number);
            // Who was cancelled before has its grace.
            if self.scheduler.requests.table.get(&old).is_some_and(|found| found.is_grace) {
                continue;
            }
            let new = *made.entry(old).or_insert_with(|| {
                let new = self.new_request(old, None, Some(grace));
                self.scheduler.requests.change(new, |found| found.is_grace = true);
                new
            });
            self.scheduler.requests.take_task(number);
            self.scheduler.requests.give_task(number, new);
            moved.push((task, new));
        }
        moved
    }

    /// Unfinished tasks that a cancellation of these reaches.
    fn cancelled_with(&self, tasks: &[Value]) -> Vec<Value> {
        let (mut work, mut found) = (tasks.to_vec(), Vec::new());
        let mut seen = FxHashSet::default();
        while let Some(future) = work.pop() {
            if self.is_done(future) || !seen.insert(future) {
                continue;
            }
            if let Some(task) = self.heap.task(future) {
                found.push(future);
                work.push(task.waiting_for);
            } else if let Some(gather) = self.future_part(future).and_then(|part| part.gather.as_ref()) {
                work.extend_from_slice(&gather.children);
            }
        }
        found
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
        // It may have got one of its own meanwhile.
        let number = task.and_then(|task| self.heap.task(task)).map(|object| object.number);
        let own = number.map_or(request, |number| self.scheduler.requests.of_task(number));
        let is_below = own != request
            && (request == RequestId::NONE || self.scheduler.requests.chain(own).any(|above| above == request));
        self.enter_request(if is_below { own } else { request });
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
            let ended = ended.unwrap_or(active.request);
            let is_grace = requests.table.get(&ended).is_some_and(|request| request.is_grace);
            let why = if is_grace { Ending::Grace } else { why };
            let place = self.script_place().or_else(|| self.next_place());
            self.end_request(ended, Ended { why, place });
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
        if self.scheduler.requests.table.get(&request).is_none_or(|found| found.ended.is_some()) {
            return;
        }
        self.scheduler.requests.change(request, |found| found.ended = Some(ended));
        let numbers = self.scheduler.requests.tasks_of(request);
        let current = self.scheduler.current;
        // Each in its own loop; those of loops that do not run now have their last step when they do.
        for number in numbers {
            if let Some((event_loop, task)) = self.scheduler.unfinished_task(number)
                && current != Some(task)
            {
                self.forget_host_future(task);
                self.scheduler.enqueue_in(event_loop, Job::Step { task, exception: Value::UNBOUND });
            }
        }
    }

    /// A task does not wait for the host any more; others may.
    fn forget_host_future(&mut self, task: Value) {
        let Some(future) = self.heap.task(task).map(|task| task.waiting_for) else { return };
        let callbacks = if future.is_kind(Kind::Future) { self.future_part(future) } else { None };
        let Some(callbacks) = callbacks.map(|part| &part.callbacks) else { return };
        let is_host = callbacks.iter().any(|callback| matches!(callback, Callback::Host(_)));
        let is_awaited = callbacks.iter().any(|callback| match callback {
            Callback::Wake(other) => *other != task,
            Callback::Host(_) => false,
            Callback::Call { .. } | Callback::Gather(_) | Callback::Stop => true,
        });
        if is_host && !is_awaited && self.cancel_future(future, Value::NONE).is_err() {
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
        let over = self.scheduler.requests.due.iter().take_while(|(deadline, _)| *deadline <= now);
        let mut over: Vec<RequestId> = over.map(|(_, request)| *request).collect();
        over.sort_unstable();
        for request in over {
            let is_grace = self.scheduler.requests.table.get(&request).is_some_and(|found| found.is_grace);
            let why = if is_grace { Ending::Grace } else { Ending::Deadline };
            self.end_request(request, Ended { why, place: None });
        }
    }

    pub(super) fn note_task_of_request(&mut self, number: u64) {
        self.scheduler.requests.task_made(number);
    }
}
