//! `#[hognose::class]` as scripts and hosts see it: members, sharing and changing, what scripts may and may not do with the
//! objects, and the collector.

use futures_core::Stream;
use hognose::{
    AsyncIter, Caller, Context, Engine, Error, Handle, Iter, Limits, Module, Obj, Trace, Traced, Value, Vm, block_on,
};
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{self, Poll};

/// Money that somebody has.
#[derive(Debug)]
struct Account {
    owner: String,
    balance: i64,
}

#[derive(Debug)]
struct Broke;

impl std::fmt::Display for Broke {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("not enough money")
    }
}

impl std::error::Error for Broke {}

/// An account at the bank.
#[hognose::class]
impl Account {
    const CURRENCY: &'static str = "EUR";

    fn new(owner: String, #[default = 0] balance: i64) -> Result<Account, Error> {
        match balance {
            0.. => Ok(Account { owner, balance }),
            _ => Err(Error::raise("ValueError", "a balance is not negative")),
        }
    }

    /// Puts money in.
    fn deposit(&mut self, amount: i64) -> i64 {
        self.balance += amount;
        self.balance
    }

    fn withdraw(&mut self, amount: i64) -> Result<i64, Broke> {
        if amount > self.balance {
            return Err(Broke);
        }
        self.balance -= amount;
        Ok(self.balance)
    }

    /// Who owns it.
    #[getter]
    fn owner(&self) -> String {
        self.owner.clone()
    }

    #[setter]
    fn set_owner(&mut self, owner: String) {
        self.owner = owner;
    }

    #[getter]
    fn balance(&self) -> i64 {
        self.balance
    }

    fn empty_like(other: Arc<Account>) -> Account {
        Account { owner: other.owner.clone(), balance: 0 }
    }

    async fn balance_later(&self, caller: Caller, name: String) -> hognose::Result<i64> {
        let rate: i64 = caller.call(name, ()).await?;
        Ok(self.balance * rate)
    }

    fn call_back(&mut self, cx: &mut Context<'_>, function: Handle) -> hognose::Result<i64> {
        let function = cx.get(&function)?;
        cx.call(function, (self.balance,))
    }

    fn pay(&self, cx: &mut Context<'_>, other: Obj<Account>) -> hognose::Result<i64> {
        cx.borrow_mut(&other, |other, _cx| {
            other.balance += self.balance;
            other.balance
        })
    }

    fn itself(this: Obj<Self>, cx: &mut Context<'_>) -> hognose::Result<Obj<Account>> {
        cx.share(&this)?;
        Ok(this)
    }

    fn panics(&mut self) {
        panic!("out of money");
    }

    fn __add__(&self, other: Arc<Account>) -> Account {
        Account { owner: self.owner.clone(), balance: self.balance + other.balance }
    }

    fn __iadd__(this: Obj<Self>, cx: &mut Context<'_>, amount: i64) -> hognose::Result<Obj<Account>> {
        cx.borrow_mut(&this, |account, _cx| account.balance += amount)?;
        Ok(this)
    }

    fn __eq__(&self, other: Arc<Account>) -> bool {
        self.balance == other.balance
    }

    fn __lt__(&self, other: Arc<Account>) -> bool {
        self.balance < other.balance
    }

    fn __hash__(&self) -> i64 {
        self.balance
    }

    fn __repr__(&self) -> String {
        format!("Account({:?}, {})", self.owner, self.balance)
    }

    fn __len__(&self) -> usize {
        self.balance as usize
    }

    fn __bool__(&self) -> bool {
        self.balance != 0
    }

    fn __contains__(&self, amount: i64) -> bool {
        amount <= self.balance
    }

    fn __getitem__(&self, index: i64) -> Result<i64, Error> {
        match index < self.balance {
            true => Ok(index * 10),
            false => Err(Error::raise("IndexError", "no such coin")),
        }
    }

    fn __call__(&self, a: i64, #[keyword] b: Option<i64>) -> i64 {
        a + b.unwrap_or(100)
    }
}

struct Countdown(i64);

#[hognose::class]
impl Countdown {
    fn new(from: i64) -> Countdown {
        Countdown(from)
    }

    fn __next__(&mut self) -> Option<i64> {
        self.0 -= 1;
        (self.0 >= 0).then_some(self.0)
    }

    fn __enter__(&self) {}

    fn __exit__(&mut self) {
        self.0 = 1000;
    }
}

struct Pages(Mutex<u32>);

#[hognose::class]
impl Pages {
    fn new() -> Pages {
        Pages(Mutex::new(0))
    }

    async fn __anext__(&self) -> hognose::Result<Option<String>> {
        let mut page = self.0.lock().map_err(|_| Error::host("poisoned"))?;
        *page += 1;
        match *page {
            1..=3 => Ok(Some(format!("page {page}"))),
            4 => Ok(None),
            _ => Err(Error::raise("ValueError", "read beyond the end")),
        }
    }

    async fn __aenter__(&self) {}

    async fn __aexit__(&self, kind: Option<Handle>, _error: Option<Handle>, _traceback: Option<Handle>) -> bool {
        kind.is_some()
    }
}

struct Words(Vec<String>);

#[hognose::class(name = "Bag")]
impl Words {
    fn new(#[rest] words: Vec<String>) -> Words {
        Words(words)
    }

    fn __iter__(&self) -> Vec<String> {
        self.0.clone()
    }
}

/// Made by the host only.
#[derive(Debug)]
struct Token(u8);

#[hognose::class]
impl Token {
    fn value(&self) -> u8 {
        self.0
    }
}

fn bank() -> Module {
    Module::new("bank")
        .class::<Account>()
        .class::<Countdown>()
        .class::<Pages>()
        .class::<Words>()
        .class::<Token>()
        .function("token", |_cx, (value,): (u8,)| Ok(Token(value)))
        .constant("HOUSE", HouseAccount)
}

#[derive(Clone, Copy)]
struct HouseAccount;

impl hognose::IntoValue for HouseAccount {
    fn into_value<'v>(self, cx: &mut Context<'v>) -> hognose::Result<Value<'v>> {
        Account { owner: "house".to_string(), balance: 1_000_000 }.into_value(cx)
    }
}

fn engine() -> Engine {
    Engine::builder().module(bank()).build().expect("the module is well formed")
}

fn run(script: &str) -> Vm {
    let engine = engine();
    let mut vm = engine.vm(Limits::default()).expect("a machine");
    let program = engine.compile("bank.py", script).expect("the script compiles");
    if let Err(error) = block_on(vm.run(&program)) {
        panic!("{}", error.traceback());
    }
    vm
}

/// Runs assertions of a script.
fn check(script: &str) {
    drop(run(&format!("from bank import *\n{script}")));
}

/// The exception that a statement raises.
fn raised(statement: &str) -> String {
    let engine = engine();
    let mut vm = engine.vm(Limits::default()).expect("a machine");
    let script = format!("from bank import *\na = Account('ann', 5)\n{statement}\n");
    let program = engine.compile("bank.py", &script).expect("the script compiles");
    block_on(vm.run(&program)).expect_err("the statement raises").to_string()
}

#[test]
fn methods_properties_and_constants() {
    check(
        "a = Account('ann', balance=5)\n\
         assert a.deposit(10) == 15 and a.balance == 15 and a.withdraw(amount=1) == 14\n\
         a.owner = 'bob'\n\
         assert a.owner == 'bob' and Account.CURRENCY == a.CURRENCY == 'EUR'\n\
         assert Account.empty_like(a).owner == 'bob' and Account.deposit(a, 1) == 15\n\
         assert a.itself() is a and HOUSE.balance == 1000000\n\
         bound = a.deposit\n\
         assert bound(1) == 16 and list(map(a.deposit, [1, 1])) == [17, 18]\n",
    );
}

#[test]
fn special_methods_are_pythons() {
    check(
        "a, b = Account('ann', 5), Account('bob', 7)\n\
         assert (a + b).balance == 12 and a != b and a == Account('x', 5) and a < b and b > a\n\
         assert sorted([b, a])[0] is a and max(a, b) is b\n\
         assert repr(a) == str(a) == \"Account(\\\"ann\\\", 5)\" and f'{a}' == repr(a)\n\
         assert len(a) == 5 and bool(a) and not Account('c') and 3 in a and 9 not in a\n\
         assert a[2] == 20 and a(1) == 101 and a(1, b=2) == 3 and hash(a) == 5\n\
         c = a\n\
         a += 3\n\
         assert a is c and c.balance == 8 and {a: 1}[Account('k', 8)] == 1\n",
    );
}

#[test]
fn iterators_and_context_managers() {
    check(
        "assert list(Countdown(3)) == [2, 1, 0] and [x for x in Countdown(2)] == [1, 0]\n\
         c = Countdown(2)\n\
         assert next(c) == 1 and next(c) == 0 and next(c, 'end') == 'end' and iter(c) is c\n\
         with Countdown(5) as d:\n    assert next(d) == 4\n\
         assert next(d) == 999 and list(Bag('a', 'b')) == ['a', 'b'] and 'a' in Bag('a')\n\
         import asyncio\n\
         async def main():\n\
         \x20   async with Pages() as pages:\n\
         \x20       assert [page async for page in pages] == ['page 1', 'page 2', 'page 3']\n\
         \x20   async with pages:\n\
         \x20       await anext(pages)\n\
         \x20   try:\n        await anext(pages)\n\
         \x20   except ValueError as error:\n        assert str(error) == 'read beyond the end'\n\
         asyncio.run(main())\n",
    );
}

#[test]
fn scripts_derive_from_them() {
    check(
        "class Savings(Account):\n\
         \x20   def __init__(self, owner, rate):\n        super().__init__(owner, 100)\n        self.rate = rate\n\
         \x20   def deposit(self, amount):\n        return super().deposit(amount * self.rate)\n\
         s = Savings('ann', 2)\n\
         assert s.deposit(10) == 120 and s.balance == 120 and isinstance(s, Account) and s.rate == 2\n\
         assert (s + Account('b', 1)).balance == 121 and s.__dict__ == {'rate': 2}\n\
         class Lazy(Account):\n    def __init__(self):\n        pass\n\
         try:\n    Lazy().deposit(1)\nexcept RuntimeError as error:\n\
         \x20   assert str(error) == 'the Lazy was not initialised: Account.__init__() was not called', error\n\
         else:\n    assert False\n",
    );
}

#[test]
fn they_look_like_any_class() {
    check(
        "import inspect\n\
         assert Account.__name__ == 'Account' and Account.__module__ == 'bank' and Account.__mro__ == (Account, object)\n\
         assert Account.__doc__ == 'An account at the bank.' and Account.deposit.__doc__ == 'Puts money in.'\n\
         assert Account.owner.__doc__ == 'Who owns it.' and Account.deposit.__qualname__ == 'Account.deposit'\n\
         assert Bag.__name__ == 'Bag' and 'deposit' in dir(Account) and 'host object' not in dir(Account)\n\
         assert not hasattr(Account('a'), '__dict__') and inspect.iscoroutinefunction(Account.balance_later)\n\
         assert repr(token(3)).startswith('<bank.Token object at 0x') and token(3).value() == 3\n\
         import bank\n\
         assert [name for name in dir(bank) if '.' in name] == []\n",
    );
}

#[test]
fn misuse_raises_what_python_raises() {
    let cases = [
        ("a.deposit()", "TypeError: Account.deposit() missing 1 required positional argument: 'amount'"),
        ("a.deposit('x')", "TypeError: Account.deposit() argument 'amount': expected an int, not str"),
        ("a.deposit(1, 2)", "TypeError: Account.deposit() takes 1 positional argument but 2 were given"),
        ("Account.deposit()", "TypeError: unbound method Account.deposit() needs an argument"),
        ("Account.deposit(5, 1)", "TypeError: expected Account, not int"),
        ("Account.deposit(Countdown(1), 1)", "TypeError: expected Account, not Countdown"),
        ("Account()", "TypeError: Account.__init__() missing 1 required positional argument: 'owner'"),
        ("Account('x', -1)", "ValueError: a balance is not negative"),
        ("Token()", "TypeError: cannot create 'Token' instances"),
        ("a.withdraw(6)", "RuntimeError: not enough money"),
        ("a + 1", "TypeError: unsupported operand type(s) for +: 'Account' and 'int'"),
        ("a < 1", "TypeError: '<' not supported between instances of 'Account' and 'int'"),
        ("a[7]", "IndexError: no such coin"),
        ("a.balance = 3", "AttributeError: property 'balance' of 'Account' object has no setter"),
        (
            "a.color = 3",
            "AttributeError: 'Account' object has no attribute 'color' and no __dict__ for setting new attributes",
        ),
        ("a.panics()", "RuntimeError: the host function Account.panics() panicked: out of money"),
        ("a.pay(a)", "RuntimeError: the Account is already borrowed"),
        ("a.call_back(lambda balance: a.balance)", "RuntimeError: the Account is already borrowed"),
        ("a.call_back(lambda balance: a.deposit(1))", "RuntimeError: the Account is already borrowed"),
        ("a.call_back(lambda balance: a.__init__('x'))", "RuntimeError: the Account is already borrowed"),
        ("class Both(Account, Countdown): pass", "TypeError: multiple bases have instance lay-out conflict"),
    ];
    for (statement, expected) in cases {
        assert_eq!(raised(statement), expected, "{statement}");
    }
}

#[test]
fn an_object_is_usable_after_a_failure() {
    check(
        "a = Account('ann', 5)\n\
         for fails in (a.panics, lambda: a.call_back(lambda balance: a.balance), lambda: a.pay(a)):\n\
         \x20   try:\n        fails()\n    except RuntimeError:\n        pass\n    else:\n        assert False\n\
         assert a.deposit(1) == 6 and a.call_back(lambda balance: balance + 1) == 7\n",
    );
}

#[test]
fn async_methods_share_their_object() {
    check(
        "import asyncio\n\
         def rate(): return 3\n\
         async def main():\n\
         \x20   a = Account('ann', 5)\n\
         \x20   task = asyncio.create_task(a.balance_later('rate'))\n\
         \x20   await asyncio.sleep(0)\n\
         \x20   await asyncio.sleep(0)\n\
         \x20   assert await task == 15 and await a.balance_later(name='rate') == 15\n\
         asyncio.run(main())\n",
    );
}

#[test]
fn hosts_make_share_and_change_objects() {
    let mut vm = run("def total(account): return account.deposit(1) + account.balance\n");
    vm.with(|cx| {
        let account = cx.object(Account { owner: "host".to_string(), balance: 5 })?;
        let total = cx.global("total")?;
        assert_eq!(cx.call::<i64>(total, (&account,))?, 12);
        assert_eq!(cx.borrow_mut(&account, |account, _cx| account.deposit(4))?, 10);
        let shared = cx.share(&account)?;
        let error = cx.borrow_mut(&account, |account, _cx| account.deposit(4)).expect_err("it is shared");
        assert_eq!(error.to_string(), "the Account is already borrowed");
        drop(shared);
        assert_eq!(cx.borrow_mut(&account, |account, _cx| account.deposit(4))?, 14);
        let wrong = account.handle().clone();
        let wrong = cx.get(&wrong)?;
        let error = cx.take::<Obj<Countdown>>(wrong).expect_err("it is an account");
        assert_eq!(error.to_string(), "expected Countdown, not Account");
        Ok::<(), Error>(())
    })
    .expect("the script's function works");
    let other = engine();
    let mut other = other.vm(Limits::default()).expect("a machine");
    let handle = vm.with(|cx| cx.object(Token(1))).expect("an object");
    assert_eq!(
        other.with(|cx| cx.share(&handle)).expect_err("another machine's").to_string(),
        "the handle belongs to another virtual machine"
    );
}

#[test]
fn a_class_of_no_module_is_told() {
    let engine = Engine::builder().build().expect("an engine");
    let mut vm = engine.vm(Limits::default()).expect("a machine");
    let error = vm.with(|cx| cx.object(Token(1))).expect_err("no module");
    assert_eq!(error.to_string(), "no module of the engine has the class Token");
    let twice = Engine::builder().module(Module::new("a").class::<Token>()).module(Module::new("b").class::<Token>());
    assert_eq!(twice.build().expect_err("twice").to_string(), "two modules have the class Token");
}

#[test]
fn an_object_whose_class_is_changed_is_refused() {
    check(
        "t = token(3)\n\
         t.__class__ = Countdown\n\
         try:\n    next(t)\nexcept TypeError as error:\n\
         \x20   assert str(error) == 'the object was made as another class than Countdown'\n\
         else:\n    assert False\n",
    );
}

/// Yields numbers and must be polled twice for each.
struct Slow(u32, bool);

impl Stream for Slow {
    type Item = Result<u32, Broke>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut task::Context<'_>) -> Poll<Option<Result<u32, Broke>>> {
        self.1 = !self.1;
        if self.1 {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        self.0 += 1;
        Poll::Ready(match self.0 {
            1..=3 => Some(Ok(self.0)),
            4 => Some(Err(Broke)),
            _ => None,
        })
    }
}

#[test]
fn rust_iterators_and_streams() {
    let module = Module::new("host")
        .function("below", |_cx, (end,): (u32,)| Ok(Iter::new((0..end).map(|number| number.to_string()))))
        .function("slow", |_cx, ()| Ok(AsyncIter::new(Slow(0, false))));
    let engine = Engine::builder().module(module).build().expect("an engine");
    let mut vm = engine.vm(Limits::default()).expect("a machine");
    let script = "import asyncio, host\n\
         assert list(host.below(3)) == ['0', '1', '2'] and type(host.below(1)).__name__ == 'host_iterator'\n\
         first, *rest = host.below(4)\n\
         assert first == '0' and ''.join(rest) == '123'\n\
         async def read(seen):\n\
         \x20   async for number in host.slow():\n        seen.append(number)\n\
         async def main():\n\
         \x20   seen = []\n\
         \x20   try:\n        await asyncio.gather(read(seen), read(seen))\n\
         \x20   except RuntimeError as error:\n        assert str(error) == 'not enough money'\n\
         \x20   else:\n        assert False\n\
         \x20   assert sorted(seen) == [1, 1, 2, 2, 3, 3], seen\n\
         \x20   stream = host.slow()\n\
         \x20   a, b = asyncio.create_task(anext(stream)), asyncio.create_task(anext(stream))\n\
         \x20   assert await a == 1\n\
         \x20   try:\n        await b\n\
         \x20   except RuntimeError as error:\n\
         \x20       assert str(error) == 'anext(): asynchronous iterator is already running'\n\
         \x20   else:\n        assert False\n\
         \x20   task = asyncio.create_task(anext(stream))\n\
         \x20   await asyncio.sleep(0)\n\
         \x20   task.cancel()\n\
         \x20   try:\n        await task\n\
         \x20   except asyncio.CancelledError:\n        pass\n\
         \x20   assert await anext(stream) == 2\n\
         asyncio.run(main())\n";
    let program = engine.compile("streams.py", script).expect("the script compiles");
    if let Err(error) = block_on(vm.run(&program)) {
        panic!("{}", error.traceback());
    }
}

/// A connection that is used by several, and is closed by whoever has it alone.
struct Connection(bool);

#[hognose::class]
impl Connection {
    fn new() -> Connection {
        Connection(true)
    }

    async fn query(&self) {
        std::future::pending().await
    }

    fn close(&mut self) {
        self.0 = false;
    }

    #[getter]
    fn is_open(&self) -> bool {
        self.0
    }
}

#[test]
fn a_cancelled_method_has_let_go_of_its_object_before_the_script_goes_on() {
    let engine = Engine::builder().module(Module::new("db").class::<Connection>()).build().expect("an engine");
    let mut vm = engine.vm(Limits::default()).expect("a machine");
    let script = "import asyncio, db\n\
         connection = db.Connection()\n\
         async def use():\n\
         \x20   try:\n        await connection.query()\n\
         \x20   finally:\n        connection.close()\n\
         async def main():\n\
         \x20   task = asyncio.create_task(use())\n\
         \x20   await asyncio.sleep(0)\n\
         \x20   task.cancel()\n\
         \x20   await asyncio.gather(task, return_exceptions=True)\n\
         \x20   assert task.cancelled()\n\
         asyncio.run(main())\n\
         connection = db.Connection()\n";
    let program = engine.compile("db.py", script).expect("the script compiles");
    let error = block_on(vm.run(&program)).err();
    assert_eq!(error.as_ref().map(Error::traceback), None);
    // The same for a call that its caller drops.
    let call = vm.caller().call::<()>("use", ()).spawn();
    while vm.step().expect("nothing fails") == hognose::Step::Ready {}
    drop(call);
    while vm.step().expect("nothing fails") == hognose::Step::Ready {}
    assert!(
        !vm.with(|cx| cx.global("connection").and_then(|it| cx.take::<Arc<Connection>>(it))).expect("it is there").0
    );
}

// ---- the collector

static DROPPED: AtomicUsize = AtomicUsize::new(0);

#[derive(Trace)]
struct Node {
    next: Option<Traced>,
    /// A lock that is held while a script runs cannot be looked into.
    others: Mutex<Vec<Traced>>,
    #[hognose(skip)]
    _counted: Counted,
}

struct Counted;

impl Drop for Counted {
    fn drop(&mut self) {
        DROPPED.fetch_add(1, Ordering::Relaxed);
    }
}

#[hognose::class(trace)]
impl Node {
    fn new(next: Option<Traced>) -> Node {
        Node { next, others: Mutex::default(), _counted: Counted }
    }

    #[getter]
    fn next(&self) -> Option<Traced> {
        self.next
    }

    #[setter]
    fn set_next(&mut self, next: Option<Traced>) {
        self.next = next;
    }

    fn push(&self, value: Traced) -> hognose::Result<()> {
        self.others.lock().map_err(|_| Error::host("poisoned"))?.push(value);
        Ok(())
    }

    fn locked(&self, cx: &mut Context<'_>, function: Handle) -> hognose::Result<i64> {
        let others = self.others.lock().map_err(|_| Error::host("poisoned"))?;
        let function = cx.get(&function)?;
        let count = cx.call::<i64>(function, ())?;
        others.iter().try_for_each(|other| cx.load(other).map(|_| ()))?;
        Ok(count + others.len() as i64)
    }

    fn swap(&mut self, cx: &mut Context<'_>, function: Handle) -> hognose::Result<()> {
        // The old value is in no object while the script collects.
        let old = self.next.take();
        let function = cx.get(&function)?;
        cx.call::<()>(function, ())?;
        self.next = old;
        Ok(())
    }
}

/// Says nothing of what it holds.
struct Secretive(Traced);

#[hognose::class]
impl Secretive {
    fn new(value: Traced) -> Secretive {
        Secretive(value)
    }

    fn value(&self) -> Traced {
        self.0
    }
}

#[test]
fn the_collector_follows_host_objects() {
    let module = Module::new("nodes").class::<Node>().class::<Secretive>();
    let engine = Engine::builder().module(module).build().expect("an engine");
    for stress in [false, true] {
        let before = DROPPED.load(Ordering::Relaxed);
        let mut vm = engine.vm(Limits::default().gc_stress(stress)).expect("a machine");
        let script = "from nodes import *\n\
             import gc\n\
             def circle():\n    a = Node(None)\n    a.next = Node(a)\n    a.push([a])\n\
             for _ in range(10): circle()\n\
             gc.collect()\n\
             keep = Node(['kept'])\n\
             for _ in range(5):\n    keep = Node(keep)\n\
             keep.push(['also'])\n\
             gc.collect()\n\
             fill = [[i] for i in range(100)]\n\
             node, depth = keep, 0\n\
             while isinstance(node, Node):\n    node = node.next\n    depth += 1\n\
             assert node == ['kept'] and depth == 6, (node, depth)\n\
             def collect():\n    gc.collect()\n    return len([[i] for i in range(50)])\n\
             assert keep.locked(collect) == 51\n\
             keep.swap(collect)\n\
             assert keep.next.next.next.next.next.next == ['kept']\n\
             del keep\n\
             node = None\n\
             gc.collect()\n\
             s = Secretive(['lost'])\n\
             gc.collect()\n\
             try:\n    s.value()\nexcept RuntimeError as error:\n\
             \x20   assert str(error) == 'the value was collected: no host object reports it by Trace'\n\
             else:\n    assert False\n";
        let program = engine.compile("nodes.py", script).expect("the script compiles");
        if let Err(error) = block_on(vm.run(&program)) {
            panic!("{}", error.traceback());
        }
        assert_eq!(DROPPED.load(Ordering::Relaxed) - before, 26);
    }
}

#[test]
fn a_traced_value_is_of_its_own_machine() {
    let (mut one, mut two) = (run(""), run(""));
    let traced = one.with(|cx| cx.global("__name__").map(|value| cx.store(value))).expect("a global");
    let error = two.with(|cx| cx.load(&traced).map(|_| ())).expect_err("another machine");
    assert_eq!(error.to_string(), "the value belongs to another virtual machine");
}

/// Panics when the collector looks into it, and at its end.
struct Explosive(bool);

impl Drop for Explosive {
    fn drop(&mut self) {
        assert!(self.0, "it goes off");
    }
}

impl Trace for Explosive {
    fn trace(&self, _tracer: &mut hognose::Tracer<'_>) {
        panic!("do not look");
    }
}

#[hognose::class(trace)]
impl Explosive {
    fn new(dud: bool) -> Explosive {
        Explosive(dud)
    }
}

#[test]
fn panics_of_host_values_do_not_harm_a_collection() {
    let engine = Engine::builder().module(Module::new("mines").class::<Explosive>()).build().expect("an engine");
    let mut vm = engine.vm(Limits::default()).expect("a machine");
    let script = "import gc, mines\n\
         kept = [[i, mines.Explosive(True)] for i in range(50)]\n\
         for _ in range(3):\n    lost = [mines.Explosive(False), ['lost']]\n    lost = None\n    gc.collect()\n\
         assert [item[0] for item in kept] == list(range(50))\n\
         fresh = [[i] for i in range(1000)]\n\
         gc.collect()\n\
         assert [item[0] for item in fresh] == list(range(1000))\n";
    let program = engine.compile("mines.py", script).expect("the script compiles");
    if let Err(error) = block_on(vm.run(&program)) {
        panic!("{}", error.traceback());
    }
    std::mem::forget(vm);
}
