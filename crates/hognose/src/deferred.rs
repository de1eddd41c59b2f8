//! Deferred functions: a script calls and waits, and the host answers when it likes, without any Rust code in between.

use crate::border::Border;
use crate::context::{Context, Value};
use crate::convert::{FromArgs, IntoValue};
use crate::error::{Error, Result};
use crate::handle::Handle;
use hognose_runtime as runtime;
use hognose_runtime::Raised;
use hognose_runtime::scheduler::Callback;
use hognose_runtime::vm::Ending;
use std::borrow::Cow;

/// A call of a deferred function that waits for its answer: see [`Module::deferred`](crate::Module::deferred).
///
/// ```
/// # fn main() -> hognose::Result<()> {
/// use hognose::{Engine, Limits, Module, Step};
///
/// let engine = Engine::builder().module(Module::new("desk").deferred("approve")).build()?;
/// let mut vm = engine.vm(Limits::default())?;
/// let script = "import desk\nasync def ask(): return await desk.approve('refund', amount=30)";
/// hognose::block_on(vm.run(&engine.compile("ask.py", script)?))?;
/// let answer = vm.caller().call::<String>("ask", ()).spawn();
/// while !matches!(vm.step()?, Step::Waiting { deferred: 1, .. }) {}
/// let call = vm.deferred().remove(0);
/// assert_eq!(call.function(), "approve");
/// let (what,): (String,) = vm.with(|cx| call.take(cx))?;
/// let [(name, amount)] = call.named() else { unreachable!() };
/// let amount: i64 = vm.with(|cx| cx.get(amount).and_then(|amount| cx.take(amount)))?;
/// assert_eq!((what.as_str(), name.as_str(), amount), ("refund", "amount", 30));
/// vm.resolve(call.id(), Ok("granted"))?;
/// assert_eq!(hognose::block_on(vm.run_until(answer))?, "granted");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct DeferredCall {
    id: u64,
    function: String,
    args: Vec<Handle>,
    named: Vec<(String, Handle)>,
    /// The script's future.
    target: Handle,
}

impl DeferredCall {
    /// What [`Context::resolve`] knows the call by. No other call of the machine has it.
    pub fn id(&self) -> u64 {
        self.id
    }

    /// The function's name.
    pub fn function(&self) -> &str {
        &self.function
    }

    /// The positional arguments.
    pub fn args(&self) -> &[Handle] {
        &self.args
    }

    /// The arguments by name, in the order in which they were given.
    pub fn named(&self) -> &[(String, Handle)] {
        &self.named
    }

    /// The positional arguments as a tuple of Rust values.
    ///
    /// # Errors
    /// When there are too few or too many, or one does not fit.
    pub fn take<'v, A: FromArgs<'v>>(&self, cx: &mut Context<'v>) -> Result<A> {
        let args: Result<Vec<Value<'v>>> = self.args.iter().map(|arg| cx.get(arg)).collect();
        A::from_args(cx, &self.function, &args?)
    }
}

impl<'v> Context<'v> {
    /// Calls of deferred functions that wait for their answers, oldest first.
    pub fn deferred(&mut self) -> Vec<DeferredCall> {
        Border::of(self.vm).deferred.values().cloned().collect()
    }

    /// Answers a call of a deferred function: its result, or what it raises.
    ///
    /// # Errors
    /// When no such call waits (any more: its task may have been cancelled), and when the value cannot be made.
    pub fn resolve(&mut self, id: u64, answer: Result<impl IntoValue>) -> Result<()> {
        let Some(target) = Border::of(self.vm).deferred.get(&id).map(|call| call.target.clone()) else {
            return Err(Error::host(format!("no call of the number {id} waits for an answer")));
        };
        let answer = match answer {
            Ok(value) => Ok(value.into_value(self)?),
            Err(error) => Err(error),
        };
        Border::of(self.vm).deferred.remove(&id);
        let future = self.get(&target)?;
        self.settle(future.0, answer);
        Ok(())
    }

    /// The script's future of a call that the host will answer.
    pub(crate) fn defer(
        &mut self,
        function: &str,
        args: &[Value<'v>],
        named: &[(Cow<'_, str>, Value<'v>)],
    ) -> Result<Value<'v>> {
        let border = Border::of(self.vm);
        if border.deferred.len() + border.futures.len() >= border.limits.host_futures {
            let Raised = self.vm.end(Ending::HostFutures);
            return Err(self.raised());
        }
        let target = self.vm.pending_future();
        let target = self.keep(target);
        let id = Border::of(self.vm).next_number();
        // When the script's future is cancelled, nobody waits for the answer any more.
        self.vm.add_callback(target.0, Callback::Host(id));
        let call = DeferredCall {
            id,
            function: function.to_string(),
            args: args.iter().map(|arg| self.root(*arg)).collect(),
            named: named.iter().map(|(name, value)| (name.to_string(), self.root(*value))).collect(),
            target: self.root(target),
        };
        Border::of(self.vm).deferred.insert(id, call);
        Ok(target)
    }
}

/// Forgets a call whose future is done.
pub(crate) fn forget(vm: &mut runtime::Vm, id: u64) {
    let call = Border::of(vm).deferred.remove(&id);
    drop(call);
}
