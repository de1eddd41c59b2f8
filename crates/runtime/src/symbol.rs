//! Interned names. Names that built-ins use have fixed numbers and live once per process; a virtual machine numbers the
//! names of its scripts behind them.

use crate::object::string::Text;
use hashbrown::HashTable;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::hash::BuildHasher;
use std::sync::{Arc, LazyLock};

/// An interned name.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct Symbol(pub u32);

const HIDDEN: u32 = 1 << 31;

impl Symbol {
    /// The name under which shapes keep the field of a `__slots__` member: no script can write it.
    pub const fn hidden(self) -> Symbol {
        Symbol(self.0 | HIDDEN)
    }

    /// Whether it is the hidden name of a `__slots__` member.
    pub const fn is_hidden(self) -> bool {
        self.0 & HIDDEN != 0
    }

    /// The name as scripts know it.
    pub const fn shown(self) -> Symbol {
        Symbol(self.0 & !HIDDEN)
    }
}

macro_rules! well_known {
    ($($constant:ident $text:literal,)*) => {
        const WELL_KNOWN: &[&str] = &[$($text),*];
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum Number { $($constant,)* }
        /// Names that the virtual machine itself asks for.
        pub mod names {
            use super::{Number, Symbol};
            $(pub const $constant: Symbol = Symbol(Number::$constant as u32);)*
        }
    };
}

well_known! {
    INIT "__init__", NEW "__new__", CALL "__call__", GETATTR "__getattr__", GETATTRIBUTE "__getattribute__",
    SETATTR "__setattr__", DELATTR "__delattr__", GET "__get__", SET "__set__", DELETE "__delete__", SET_NAME "__set_name__",
    DICT "__dict__", CLASS "__class__", NAME "__name__", QUALNAME "__qualname__", MODULE "__module__", DOC "__doc__",
    BASES "__bases__", BASE "__base__", MRO "__mro__", SLOTS "__slots__", INIT_SUBCLASS "__init_subclass__",
    CLASSCELL "__classcell__", HOST_OBJECT "host object", ANNOTATIONS "__annotations__", MATCH_ARGS "__match_args__", WEAKREF "__weakref__",
    REPR "__repr__", STR "__str__", BYTES "__bytes__", FORMAT "__format__", HASH "__hash__", BOOL "__bool__", LEN "__len__",
    LENGTH_HINT "__length_hint__", ITER "__iter__", NEXT "__next__", CONTAINS "__contains__", REVERSED "__reversed__",
    GETITEM "__getitem__", SETITEM "__setitem__", DELITEM "__delitem__", MISSING "__missing__",
    CLASS_GETITEM "__class_getitem__", INDEX "__index__", INT "__int__", FLOAT "__float__", COMPLEX "__complex__",
    ROUND "__round__", TRUNC "__trunc__", FLOOR "__floor__", CEIL "__ceil__", ABS "__abs__", DIVMOD "__divmod__",
    RDIVMOD "__rdivmod__", NEG "__neg__", POS "__pos__", INVERT "__invert__",
    EQ "__eq__", NE "__ne__", LT "__lt__", LE "__le__", GT "__gt__", GE "__ge__",
    ADD "__add__", SUB "__sub__", MUL "__mul__", MATMUL "__matmul__", TRUEDIV "__truediv__", FLOORDIV "__floordiv__",
    MOD "__mod__", POW "__pow__", LSHIFT "__lshift__", RSHIFT "__rshift__", AND "__and__", OR "__or__", XOR "__xor__",
    RADD "__radd__", RSUB "__rsub__", RMUL "__rmul__", RMATMUL "__rmatmul__", RTRUEDIV "__rtruediv__",
    RFLOORDIV "__rfloordiv__", RMOD "__rmod__", RPOW "__rpow__", RLSHIFT "__rlshift__", RRSHIFT "__rrshift__",
    RAND "__rand__", ROR "__ror__", RXOR "__rxor__",
    IADD "__iadd__", ISUB "__isub__", IMUL "__imul__", IMATMUL "__imatmul__", ITRUEDIV "__itruediv__",
    IFLOORDIV "__ifloordiv__", IMOD "__imod__", IPOW "__ipow__", ILSHIFT "__ilshift__", IRSHIFT "__irshift__",
    IAND "__iand__", IOR "__ior__", IXOR "__ixor__",
    ENTER "__enter__", EXIT "__exit__", AENTER "__aenter__", AEXIT "__aexit__", AITER "__aiter__", ANEXT "__anext__",
    AWAIT "__await__", SEND "send", THROW "throw", CLOSE "close", DEL "__del__",
    INSTANCECHECK "__instancecheck__", SUBCLASSCHECK "__subclasscheck__", SUBCLASSES "__subclasses__",
    KEYS "keys", VALUE "value", ALL "__all__", PATH "__path__", FILE "__file__", BUILTINS "__builtins__",
    CAUSE "__cause__", CONTEXT "__context__", SUPPRESS_CONTEXT "__suppress_context__", TRACEBACK "__traceback__",
    NOTES "__notes__", ARGS "args", MSG "msg", CODE "code", EXCEPTIONS "exceptions", MESSAGE "message",
    WRAPPED "__wrapped__", FUNC "__func__", SELF "__self__", DEFAULTS "__defaults__", KWDEFAULTS "__kwdefaults__",
    CLOSURE "__closure__", GLOBALS "__globals__", CODE_OBJECT "__code__", OBJCLASS "__objclass__", DIR "__dir__",
    SIZEOF "__sizeof__", REDUCE "__reduce__", COPY "copy", FSPATH "__fspath__", TOKEN_MISSING "MISSING", WRITE "write", FLUSH "flush",
}

/// Texts by number, and numbers by text.
type StaticNames = (Vec<&'static str>, FxHashMap<&'static str, u32>);

/// The names that live once per process: the well-known ones, every name of a built-in member, every built-in name.
static STATIC: LazyLock<StaticNames> = LazyLock::new(|| {
    let mut texts: Vec<&'static str> = Vec::new();
    let mut numbers = FxHashMap::default();
    let names = WELL_KNOWN.iter().copied().chain(crate::types::static_names()).chain(crate::builtins::static_names());
    for name in names {
        numbers.entry(name).or_insert_with(|| {
            texts.push(name);
            texts.len() as u32 - 1
        });
    }
    (texts, numbers)
});

/// The number of a name that a built-in uses.
pub fn static_symbol(name: &str) -> Option<Symbol> {
    STATIC.1.get(name).map(|number| Symbol(*number))
}

/// What a name takes beside its text: its rows in both tables with their copies while they grow, and its counters.
const ROW: usize = 160;

/// The names of one virtual machine.
#[derive(Clone, Debug)]
pub struct Symbols {
    /// Indices into `texts`, by the texts' hashes.
    numbers: HashTable<u32>,
    texts: Vec<Arc<str>>,
    first: u32,
    bytes: usize,
}

impl Symbols {
    pub fn new() -> Symbols {
        Symbols { numbers: HashTable::new(), texts: Vec::new(), first: STATIC.0.len() as u32, bytes: 0 }
    }

    /// The symbol of a name, made if need be.
    pub fn intern(&mut self, name: &str) -> Symbol {
        if let Some(symbol) = self.find(name) {
            return symbol;
        }
        self.bytes += name.len() + ROW;
        let number = self.texts.len() as u32;
        self.texts.push(name.into());
        let texts = &self.texts;
        self.numbers.insert_unique(hash(name), number, |other| hash(&texts[*other as usize]));
        Symbol(self.first + number)
    }

    /// Bytes that the names of this machine occupy, roughly: they are never given back.
    pub fn heap_bytes(&self) -> usize {
        self.bytes
    }

    /// The symbol of a name, if it was ever interned: a name that was not cannot be any attribute's.
    pub fn find(&self, name: &str) -> Option<Symbol> {
        static_symbol(name).or_else(|| {
            let same = |number: &u32| *self.texts[*number as usize] == *name;
            self.numbers.find(hash(name), same).map(|number| Symbol(self.first + number))
        })
    }

    /// The text of a symbol.
    pub fn text(&self, symbol: Symbol) -> &str {
        match symbol.0.checked_sub(self.first) {
            None => STATIC.0[symbol.0 as usize],
            Some(own) => &self.texts[own as usize],
        }
    }

    /// The text of a symbol for the string object that shares it.
    pub fn shared_text(&self, symbol: Symbol) -> Text {
        match symbol.0.checked_sub(self.first) {
            None => Text::Static(STATIC.0[symbol.0 as usize]),
            Some(own) => Text::Name(self.texts[own as usize].clone()),
        }
    }

    /// One more than the highest symbol's number.
    pub fn count(&self) -> usize {
        self.first as usize + self.texts.len()
    }
}

fn hash(name: &str) -> u64 {
    FxBuildHasher.hash_one(name)
}

impl Default for Symbols {
    fn default() -> Symbols {
        Symbols::new()
    }
}
