//! Requests to a virtual machine from futures that do not hold it, and their replies. No lock is held while anything runs.

use crate::context::{Context, Value};
use crate::convert::FromValueOwned;
use crate::error::{Error, Result};
use std::collections::VecDeque;
use std::future::poll_fn;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker};

type Arguments = Box<dyn for<'v> FnOnce(&mut Context<'v>, &mut Vec<Value<'v>>) -> Result<()> + Send>;
type Finish = Box<dyn for<'v> FnOnce(Result<(&mut Context<'v>, Value<'v>)>) + Send>;

/// A call of a function of `host.py`.
pub(crate) struct Work {
    pub(crate) function: &'static str,
    pub(crate) arguments: Arguments,
}

impl Work {
    pub(crate) fn new(
        function: &'static str,
        arguments: impl for<'v> FnOnce(&mut Context<'v>, &mut Vec<Value<'v>>) -> Result<()> + Send + 'static,
    ) -> Work {
        Work { function, arguments: Box::new(arguments) }
    }
}

/// A request: what to call and what becomes of its result.
pub(crate) struct Request {
    pub(crate) work: Work,
    pub(crate) finish: Finish,
}

#[derive(Default)]
pub(crate) struct Inbox {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    requests: VecDeque<Request>,
    driver: Option<Waker>,
    closed: bool,
}

/// Where a reply is left.
struct Reply<T> {
    value: Option<Result<T>>,
    waker: Option<Waker>,
}

impl std::fmt::Debug for Inbox {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Inbox")
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Inbox {
    /// Asks for some work; the future completes when whoever drives the virtual machine has done it.
    pub(crate) async fn submit<T: FromValueOwned>(&self, work: Work) -> Result<T> {
        let reply = Arc::new(Mutex::new(Reply { value: None, waker: None }));
        let sender = reply.clone();
        let finish: Finish = Box::new(move |result| {
            let value = result.and_then(|(cx, value)| T::from_value(cx, value));
            let waker = {
                let mut reply = lock(&sender);
                reply.value = Some(value);
                reply.waker.take()
            };
            if let Some(waker) = waker {
                waker.wake();
            }
        });
        self.push(Request { work, finish })?;
        poll_fn(|context| {
            let mut reply = lock(&reply);
            match reply.value.take() {
                Some(value) => Poll::Ready(value),
                None => {
                    reply.waker = Some(context.waker().clone());
                    Poll::Pending
                }
            }
        })
        .await
    }

    fn push(&self, request: Request) -> Result<()> {
        let waker = {
            let mut state = lock(&self.state);
            if state.closed {
                return Err(Error::closed());
            }
            state.requests.push_back(request);
            state.driver.take()
        };
        if let Some(waker) = waker {
            waker.wake();
        }
        Ok(())
    }

    /// The next request; if there is none, `driver` is woken by the next one.
    pub(crate) fn pop(&self, driver: &Waker) -> Option<Request> {
        let mut state = lock(&self.state);
        let request = state.requests.pop_front();
        if request.is_none() {
            state.driver = Some(driver.clone());
        }
        request
    }

    /// Answers every request with `Closed`, those to come too.
    pub(crate) fn close(&self) {
        let requests = {
            let mut state = lock(&self.state);
            state.closed = true;
            std::mem::take(&mut state.requests)
        };
        for request in requests {
            (request.finish)(Err(Error::closed()));
        }
    }
}
