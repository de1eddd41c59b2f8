//! The rare kinds of objects, which share one arena.

use super::class::ClassId;
use super::context::{ContextToken, ContextVariable, Variables};
use super::deque::DequeObject;
use super::exception::TracebackEntry;
use super::file::FileObject;
use super::host::HostObject;
use super::iterator::DictPart;
use crate::symbol::Symbol;
use crate::value::Value;
use std::sync::Arc;

/// An object of a rare kind.
#[derive(Clone, Debug, Default)]
pub enum OtherObject {
    #[default]
    Free,
    Property(Box<Property>),
    ClassMethod(Value),
    StaticMethod(Value),
    /// `super(class, object)`; `start` is the class whose MRO is searched.
    Super {
        class: ClassId,
        object: Value,
        start: ClassId,
    },
    DictView {
        dict: Value,
        part: DictPart,
    },
    /// `cls.__dict__`
    ClassDict(ClassId),
    /// `types.MappingProxyType(dict)`
    MappingProxy(Value),
    /// What `__slots__` makes: a data descriptor over a hidden field.
    SlotMember {
        class: ClassId,
        name: Symbol,
    },
    /// `C.__dict__['__dict__']`: the data descriptor of the instances' dict, in the class that adds it.
    DictMember(ClassId),
    /// `C.__dict__['__weakref__']`
    WeakrefMember(ClassId),
    Traceback(Box<TracebackObject>),
    /// `asend()`, `__anext__()`, `athrow()` and `aclose()` of an async generator.
    AsyncAwaitable(Box<AsyncAwaitable>),
    /// `future.__await__()`: the future, unbound once it was done.
    FutureIterator(Value),
    /// `coroutine.__await__()`
    CoroutineWrapper(Value),
    /// Two-argument `anext`: the awaitable and the default.
    AnextAwaitable {
        awaitable: Value,
        default: Value,
    },
    /// `list[int]`: the origin and the tuple of arguments.
    GenericAlias {
        origin: Value,
        args: Value,
    },
    /// `int | str`: the tuple of members.
    Union(Value),
    /// A file that a script opened, or a standard stream.
    File(Box<FileObject>),
    /// An iterator whose steps run script code.
    Lazy(Box<LazyIterator>),
    /// Code objects for introspection.
    Code(super::function::CodeId),
    Frame(Box<FrameObject>),
    Deque(Box<DequeObject>),
    Context(Variables),
    ContextVar(Box<ContextVariable>),
    ContextToken(Box<ContextToken>),
    /// What a host keeps in an instance of a class of its own. Never a script's value.
    Host(Box<HostObject>),
}

#[derive(Clone, Debug)]
pub struct Property {
    pub getter: Value,
    pub setter: Value,
    pub deleter: Value,
    pub doc: Value,
    pub name: Value,
    /// Whether the docstring is the getter's, so that another getter brings its own.
    pub doc_of_getter: bool,
}

/// An awaitable of an async generator; see ASYNC rows B and D: INIT, ITER, CLOSED.
#[derive(Clone, Debug)]
pub struct AsyncAwaitable {
    pub generator: Value,
    pub action: AsyncAction,
    pub state: AwaitableState,
}

#[derive(Clone, Copy, Debug)]
pub enum AsyncAction {
    /// The value to send.
    Send(Value),
    /// The arguments of `throw`: type, value, traceback; unbound where missing.
    Throw(Value, Value, Value),
    Close,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AwaitableState {
    Init,
    Iter,
    /// It was suspended in an await of the body and goes on by a value. That the body yields then does not close an `athrow`.
    Waited,
    Closed,
}

/// `map`, `filter`, and what else cannot go on without script code. At its end for good it has no iterators.
#[derive(Clone, Debug)]
pub struct LazyIterator {
    pub kind: LazyKind,
    /// What is called for each step.
    pub function: Value,
    /// The iterators, the sequence, or the sentinel.
    pub iterators: Box<[Value]>,
    /// The next index or number; `strict` of a zip.
    pub count: Value,
}

/// What a lazy iterator is to a script.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LazyKind {
    Map,
    Filter,
    Zip,
    Enumerate,
    /// Over a script's sequence from its end.
    Reversed,
    /// Over an object that has `__getitem__` only.
    Sequence,
    /// `iter(callable, sentinel)`
    Callable,
    /// The prelude's: another iterator, whose `__iter__` is not to be called again.
    Bare,
}

/// A traceback object: what an exception passed through, from one of these places on.
#[derive(Clone, Debug)]
pub struct TracebackObject {
    pub entries: Arc<[TracebackEntry]>,
    pub index: u32,
    /// What `tb_frame` and `tb_next` gave, and the one whose `tb_next` this is: unbound while nobody has asked.
    pub frame: Value,
    pub next: Value,
    pub previous: Value,
    /// One that shows the last of the entries, from the time when the exception had not come through the others.
    pub tail: Value,
}

impl TracebackObject {
    /// One that nobody has looked at.
    pub fn new(entries: Arc<[TracebackEntry]>, index: u32) -> TracebackObject {
        let unbound = Value::UNBOUND;
        TracebackObject { entries, index, frame: unbound, next: unbound, previous: unbound, tail: unbound }
    }

    /// The entries that it shows, outermost first.
    pub fn shown(&self) -> &[TracebackEntry] {
        self.entries.get(self.index as usize..).unwrap_or_default()
    }
}

/// What a frame object shows.
#[derive(Clone, Copy, Debug)]
pub enum FrameObject {
    /// The frame of a generator, coroutine or async generator.
    Generator(Value),
    /// What a frame was: its variables (unbound where they are not known) and the frame below, or the traceback that knows it.
    Snapshot { code: super::function::CodeId, pc: u32, locals: Value, back: Value },
}

impl OtherObject {
    /// Bytes that it occupies beside its slot in the arena.
    pub fn heap_bytes(&self) -> usize {
        match self {
            OtherObject::Property(property) => size_of_val(&**property),
            OtherObject::Traceback(traceback) => {
                // Those of one exception share the places.
                size_of_val(&**traceback) + size_of_val(&*traceback.entries) / Arc::strong_count(&traceback.entries)
            }
            OtherObject::AsyncAwaitable(awaitable) => size_of_val(&**awaitable),
            OtherObject::File(file) => file.heap_bytes(),
            OtherObject::Lazy(lazy) => size_of_val(&**lazy) + size_of_val(&*lazy.iterators),
            OtherObject::Frame(frame) => size_of_val(&**frame),
            OtherObject::Deque(deque) => size_of_val(&**deque) + deque.items.capacity() * size_of::<Value>(),
            OtherObject::Context(variables) => {
                variables.capacity() * size_of::<(Value, Value)>() / Variables::strong_count(variables)
            }
            OtherObject::ContextVar(variable) => size_of_val(&**variable),
            OtherObject::ContextToken(token) => size_of_val(&**token),
            OtherObject::Host(host) => host.heap_bytes(),
            OtherObject::Free
            | OtherObject::ClassMethod(_)
            | OtherObject::StaticMethod(_)
            | OtherObject::Super { .. }
            | OtherObject::DictView { .. }
            | OtherObject::ClassDict(_)
            | OtherObject::MappingProxy(_)
            | OtherObject::SlotMember { .. }
            | OtherObject::DictMember(_)
            | OtherObject::WeakrefMember(_)
            | OtherObject::FutureIterator(_)
            | OtherObject::CoroutineWrapper(_)
            | OtherObject::AnextAwaitable { .. }
            | OtherObject::GenericAlias { .. }
            | OtherObject::Union(_)
            | OtherObject::Code(_) => 0,
        }
    }
}

const _: () = assert!(size_of::<OtherObject>() == 24);
