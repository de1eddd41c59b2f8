//! Making exceptions: what each built-in class keeps of its arguments, and the normalisation that `raise` does.
//!
//! An exception's `value` is what its class adds to `BaseException`: one value for `StopIteration` and `SystemExit`, the
//! tuple of a group's exceptions, and for the families with several fields a list of them that scripts never see as such,
//! unbound where not set. Source: CPython `Objects/exceptions.c`.

use super::Vm;
use crate::heap::Heap;
use crate::native::{Raised, Res};
use crate::object::class::ClassId;
use crate::object::exception::ExceptionObject;
use crate::symbol::{Symbol, names};
use crate::types::classes;
use crate::value::{Kind, Value};

/// Built-in classes whose exceptions keep the same things.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Family {
    Plain,
    /// StopIteration: `value`
    Stop,
    /// SystemExit: `code`
    Exit,
    /// BaseExceptionGroup: the tuple of exceptions
    Group,
    /// OSError: errno, strerror, filename, filename2, characters_written
    System,
    /// ImportError: msg, name, path, name_from
    Import,
    /// AttributeError: name, obj, and what `self` was where it was raised
    Attribute,
    /// NameError: name, and what `self` was and which variables had no value where it was raised
    Name,
    /// encoding, object, start, end, reason
    Unicode,
    /// SyntaxError: msg, filename, lineno, offset, text, end_lineno, end_offset, print_file_and_line
    Syntax,
}

impl Family {
    /// How many fields it keeps in a list; none for the families that keep one value.
    fn fields(self) -> usize {
        match self {
            Family::Plain | Family::Stop | Family::Exit | Family::Group => 0,
            Family::System | Family::Unicode => 5,
            Family::Import => 4,
            Family::Attribute | Family::Name => 3,
            Family::Syntax => 8,
        }
    }

    /// The names of keyword arguments, with the fields that they set.
    fn keywords(self) -> &'static [(&'static str, usize)] {
        match self {
            Family::Import => &[("name", 1), ("path", 2), ("name_from", 3)],
            Family::Attribute => &[("name", 0), ("obj", 1)],
            Family::Name => &[("name", 0)],
            _ => &[],
        }
    }
}

impl Vm {
    /// Raises AttributeError with the name and the object that suggestions are made from.
    #[cold]
    pub fn attribute_error_for(&mut self, message: impl AsRef<str>, object: Value, name: Symbol) -> Raised {
        let name = self.heap.symbol_value(name);
        let receiver = self.current_receiver();
        self.raise_with_fields(classes::ATTRIBUTE_ERROR, message.as_ref(), vec![name, object, receiver])
    }

    /// Tells an AttributeError that is on its way which attribute of what was read, where it does not say.
    pub fn note_attribute(&mut self, object: Value, name: Symbol) {
        let raised = self.heap.raised;
        if !raised.is_kind(Kind::Exception)
            || !self.heap.is_instance(raised, classes::ATTRIBUTE_ERROR)
            || [0, 1].iter().any(|field| self.exception_field(raised, *field).is_some())
        {
            return;
        }
        let name = self.heap.symbol_value(name);
        self.set_exception_field(raised, 0, Some(name));
        self.set_exception_field(raised, 1, Some(object));
    }

    /// Raises NameError for a global or built-in that does not exist.
    #[cold]
    pub fn raise_undefined(&mut self, name: Symbol) -> Raised {
        let message = format!("name '{}' is not defined", self.heap.symbols.text(name));
        let name = self.heap.symbol_value(name);
        let receiver = self.current_receiver();
        let unbound = self.unbound_locals();
        let raised = self.raise_with_fields(classes::NAME_ERROR, &message, vec![name, receiver, unbound]);
        self.note_lacking_builtin(raised, name)
    }

    /// Raises ImportError or ModuleNotFoundError with the module's name.
    #[cold]
    pub fn import_error_for(&mut self, class: ClassId, message: &str, module: &str) -> Raised {
        let (text, module) = (self.heap.str(message), self.heap.interned(module));
        self.raise_with_fields(class, message, vec![text, module, Value::UNBOUND, Value::UNBOUND])
    }

    /// Raises ImportError for a name that a module lacks.
    #[cold]
    pub fn import_error_from(&mut self, message: &str, module: &str, path: Value, name: Symbol) -> Raised {
        let (text, module) = (self.heap.str(message), self.heap.interned(module));
        let name = self.heap.symbol_value(name);
        self.raise_with_fields(classes::IMPORT_ERROR, message, vec![text, module, path, name])
    }

    #[cold]
    fn raise_with_fields(&mut self, class: ClassId, message: &str, fields: Vec<Value>) -> Raised {
        let message = self.heap.str(message);
        let args = self.heap.tuple_of(&[message]);
        let value = self.heap.list_of(fields);
        let exception =
            self.heap.new_exception_object(ExceptionObject { class, args, value, ..ExceptionObject::default() });
        self.raise(exception)
    }

    /// What exceptions of a class keep.
    pub fn exception_family(&self, class: ClassId) -> Family {
        use classes::*;
        let family = |class: &ClassId| {
            Some(match *class {
                STOP_ITERATION => Family::Stop,
                SYSTEM_EXIT => Family::Exit,
                BASE_EXCEPTION_GROUP => Family::Group,
                OS_ERROR => Family::System,
                IMPORT_ERROR => Family::Import,
                ATTRIBUTE_ERROR => Family::Attribute,
                NAME_ERROR => Family::Name,
                UNICODE_DECODE_ERROR | UNICODE_ENCODE_ERROR | UNICODE_TRANSLATE_ERROR => Family::Unicode,
                SYNTAX_ERROR => Family::Syntax,
                EXCEPTION | BASE_EXCEPTION => Family::Plain,
                _ => return None,
            })
        };
        self.heap.mro(class).iter().find_map(family).unwrap_or(Family::Plain)
    }

    /// An exception of a class made of arguments, as a call of the class makes it.
    pub fn construct_exception(&mut self, class: ClassId, args: &[Value]) -> Res<Value> {
        self.construct_exception_with(class, args, &[])
    }

    /// The same with keyword arguments.
    pub fn construct_exception_with(
        &mut self,
        class: ClassId,
        args: &[Value],
        keywords: &[(Symbol, Value)],
    ) -> Res<Value> {
        let exception = self.exception_new(class, args, keywords)?;
        self.exception_init(exception, args, keywords)?;
        Ok(exception)
    }

    /// An exception of a built-in class for native code: like `construct_exception`, but arguments that the class
    /// refuses are merely not looked at.
    pub fn new_exception(&mut self, class: ClassId, args: &[Value]) -> Value {
        let tuple = self.heap.tuple_of(args);
        let exception =
            self.heap.new_exception_object(ExceptionObject { class, args: tuple, ..ExceptionObject::default() });
        match self.exception_family(class) {
            Family::Plain => {}
            Family::Stop | Family::Exit => self.set_exception_value(exception, args.first().copied()),
            Family::Group => self.set_exception_value(exception, args.get(1).copied()),
            Family::System => self.fill_system_error(exception, args),
            Family::Unicode => {
                let first = 5usize.saturating_sub(args.len());
                for (index, value) in args.iter().enumerate() {
                    self.set_exception_field(exception, index + first, Some(*value));
                }
            }
            Family::Import | Family::Syntax => self.set_exception_field(exception, 0, args.first().copied()),
            Family::Attribute | Family::Name => {}
        }
        exception
    }

    /// `BaseException.__new__`: the object with its arguments; groups and OSError look at them.
    pub fn exception_new(&mut self, class: ClassId, args: &[Value], keywords: &[(Symbol, Value)]) -> Res<Value> {
        match self.exception_family(class) {
            Family::Group => self.new_group(class, args),
            Family::System if !self.has_own_init(class) => {
                if !keywords.is_empty() {
                    return Err(self.no_keywords(class));
                }
                let class = self.system_error_class(class, args);
                let exception = self.bare_exception(class, args);
                self.fill_system_error(exception, args);
                Ok(exception)
            }
            Family::System => Ok(self.bare_exception(class, &[])),
            _ => Ok(self.bare_exception(class, args)),
        }
    }

    fn bare_exception(&mut self, class: ClassId, args: &[Value]) -> Value {
        let args = self.heap.tuple_of(args);
        self.heap.new_exception_object(ExceptionObject { class, args, ..ExceptionObject::default() })
    }

    /// Whether a script's `__init__` is what initialises instances of a class.
    fn has_own_init(&self, class: ClassId) -> bool {
        let is_script = |name| self.heap.class_lookup(class, name).is_some_and(|found| !found.is_kind(Kind::Native));
        is_script(names::INIT) && !is_script(names::NEW)
    }

    /// `__init__` of built-in exception classes.
    pub fn exception_init(&mut self, exception: Value, args: &[Value], keywords: &[(Symbol, Value)]) -> Res<()> {
        let class = self.heap.class_of(exception);
        let family = self.exception_family(class);
        let most = family.keywords().len();
        if most > 0 && keywords.len() > most {
            let (class, given) = (self.builtin_base_name(class), keywords.len());
            let plural = if most == 1 { "" } else { "s" };
            let message = format!("{class}() takes at most {most} keyword argument{plural} ({given} given)");
            return Err(self.type_error(message));
        }
        for (_, field) in family.keywords() {
            self.set_exception_field(exception, *field, None);
        }
        for (name, value) in keywords {
            let text = self.heap.symbols.text(*name).to_string();
            match family.keywords().iter().find(|(known, _)| **known == text) {
                Some((_, field)) => self.set_exception_field(exception, *field, Some(*value)),
                None if family.keywords().is_empty() => return Err(self.no_keywords(class)),
                None => {
                    let class = self.builtin_base_name(class).to_string();
                    let known: Vec<&str> = family.keywords().iter().map(|(known, _)| *known).collect();
                    return Err(self.unexpected_keyword(&class, &text, &known));
                }
            }
        }
        if family == Family::System && !self.has_own_init(class) {
            return Ok(());
        }
        let tuple = self.heap.tuple_of(args);
        if let Some(object) = self.heap.exception_mut(exception) {
            object.args = tuple;
        }
        match family {
            Family::Plain | Family::Group | Family::Attribute | Family::Name => {}
            Family::Stop => self.set_exception_value(exception, args.first().copied()),
            Family::Exit => {
                let code = if args.len() > 1 { Some(tuple) } else { args.first().copied() };
                self.set_exception_value(exception, code);
            }
            Family::System => self.fill_system_error(exception, args),
            Family::Import => {
                let message = if let [message] = args { Some(*message) } else { None };
                self.set_exception_field(exception, 0, message);
            }
            Family::Unicode => self.fill_unicode_error(exception, class, args)?,
            Family::Syntax => self.fill_syntax_error(exception, args)?,
        }
        Ok(())
    }

    #[cold]
    fn no_keywords(&mut self, class: ClassId) -> Raised {
        let message = format!("{}() takes no keyword arguments", self.heap.class_name(class));
        self.type_error(message)
    }

    /// The name of the nearest built-in base: what parsers of keyword arguments call a class.
    fn builtin_base_name(&self, class: ClassId) -> &str {
        let mro = self.heap.mro(class);
        let base = mro.iter().copied().find(|base| self.heap.script_class(*base).is_none());
        self.heap.class_name(base.unwrap_or(class))
    }

    // ---- fields

    /// Field `index` of an exception's family; None where it is not set.
    pub fn exception_field(&self, exception: Value, index: usize) -> Option<Value> {
        let fields = self.heap.list(self.heap.exception(exception)?.value)?;
        fields.get(index).copied().filter(|value| !value.is_unbound())
    }

    pub fn set_exception_field(&mut self, exception: Value, index: usize, value: Option<Value>) {
        let class = self.heap.class_of(exception);
        let count = self.exception_family(class).fields();
        let Some(fields) = self.heap.exception(exception).map(|object| object.value) else { return };
        if count > 0 && self.heap.list(fields).is_none() {
            let fields = self.heap.list_of(std::iter::repeat_n(Value::UNBOUND, count).collect());
            self.set_exception_value(exception, Some(fields));
        }
        let Some(fields) = self.heap.exception(exception).map(|object| object.value) else { return };
        if let Some(field) = self.heap.list_mut(fields).and_then(|fields| fields.get_mut(index)) {
            *field = value.unwrap_or(Value::UNBOUND);
        }
    }

    pub(crate) fn set_exception_value(&mut self, exception: Value, value: Option<Value>) {
        if let Some(object) = self.heap.exception_mut(exception) {
            object.value = value.unwrap_or(Value::UNBOUND);
        }
    }

    /// `OSError(errno, strerror[, filename[, winerror[, filename2]]])`
    fn fill_system_error(&mut self, exception: Value, args: &[Value]) {
        if !(2..=5).contains(&args.len()) {
            return;
        }
        self.set_exception_field(exception, 0, Some(args[0]));
        self.set_exception_field(exception, 1, Some(args[1]));
        let class = self.heap.class_of(exception);
        let filename = args.get(2).copied().filter(|name| !name.is_none());
        if let Some(filename) = filename {
            let is_count = self.heap.is_subclass(class, classes::BLOCKING_IO_ERROR) && filename.is_int();
            self.set_exception_field(exception, if is_count { 4 } else { 2 }, Some(filename));
            self.set_exception_field(exception, 3, args.get(4).copied().filter(|name| !name.is_none()));
            if !is_count {
                let shown = self.heap.tuple_of(&args[..2]);
                if let Some(object) = self.heap.exception_mut(exception) {
                    object.args = shown;
                }
            }
        }
    }

    /// The subclass of OSError that an error number asks for.
    fn system_error_class(&self, class: ClassId, args: &[Value]) -> ClassId {
        use classes::*;
        if class != OS_ERROR || !(2..=5).contains(&args.len()) {
            return class;
        }
        match args[0].as_int() {
            Some(11 | 114 | 115) => BLOCKING_IO_ERROR,
            Some(32 | 108) => BROKEN_PIPE_ERROR,
            Some(10) => CHILD_PROCESS_ERROR,
            Some(103) => CONNECTION_ABORTED_ERROR,
            Some(111) => CONNECTION_REFUSED_ERROR,
            Some(104) => CONNECTION_RESET_ERROR,
            Some(17) => FILE_EXISTS_ERROR,
            Some(2) => FILE_NOT_FOUND_ERROR,
            Some(21) => IS_ADIRECTORY_ERROR,
            Some(20) => NOT_ADIRECTORY_ERROR,
            Some(4) => INTERRUPTED_ERROR,
            Some(1 | 13) => PERMISSION_ERROR,
            Some(3) => PROCESS_LOOKUP_ERROR,
            Some(110) => TIMEOUT_ERROR,
            _ => class,
        }
    }

    fn fill_unicode_error(&mut self, exception: Value, class: ClassId, args: &[Value]) -> Res<()> {
        let is_translate = self.heap.is_subclass(class, classes::UNICODE_TRANSLATE_ERROR);
        let is_decode = self.heap.is_subclass(class, classes::UNICODE_DECODE_ERROR);
        let expected = if is_translate { 4 } else { 5 };
        if args.len() != expected {
            let message = format!("function takes exactly {expected} arguments ({} given)", args.len());
            return Err(self.type_error(message));
        }
        let first = 5 - expected;
        for (index, value) in args.iter().enumerate() {
            let field = index + first;
            let plain = self.heap.plain(*value);
            match field {
                1 if is_decode && self.heap.bytes(plain).is_none() => {
                    let message = format!("a bytes-like object is required, not '{}'", self.heap.type_name(*value));
                    return Err(self.type_error(message));
                }
                2 | 3 if !value.is_int() => {
                    return Err(self.type_error_of(*value, "object cannot be interpreted as an integer"));
                }
                0 | 1 | 4 if self.heap.text(plain).is_none() && !(field == 1 && is_decode) => {
                    let name = self.heap.type_name(*value);
                    let message = format!("argument {} must be str, not {name}", index + 1);
                    return Err(self.type_error(message));
                }
                _ => {}
            }
            self.set_exception_field(exception, field, Some(*value));
        }
        Ok(())
    }

    fn fill_syntax_error(&mut self, exception: Value, args: &[Value]) -> Res<()> {
        self.set_exception_field(exception, 0, args.first().copied());
        let [_, info] = args else { return Ok(()) };
        let items = match self.native_items(*info) {
            Some(items) => items?,
            None => return Err(self.type_error_of(*info, "object is not iterable")),
        };
        match items.len() {
            0..=3 => {
                let message = format!("function takes at least 4 arguments ({} given)", items.len());
                return Err(self.type_error(message));
            }
            4 | 6 => {}
            5 => return Err(self.type_error("end_offset must be provided when end_lineno is provided")),
            given => return Err(self.type_error(format!("function takes at most 6 arguments ({given} given)"))),
        }
        for (index, item) in items.iter().enumerate() {
            self.set_exception_field(exception, index + 1, Some(*item));
        }
        Ok(())
    }

    // ---- raising and matching

    /// Sets `__cause__`, and with it that the context is not shown.
    pub fn set_cause(&mut self, exception: Value, cause: Value) {
        if let Some(object) = self.heap.exception_mut(exception) {
            object.cause = if cause.is_none() { Value::UNBOUND } else { cause };
            object.suppress_context = true;
        }
    }

    /// Whether `except class_or_tuple` catches an exception.
    pub fn exception_matches(&mut self, exception: Value, class_or_tuple: Value) -> Res<bool> {
        let class = self.heap.class_of(exception);
        let one;
        let candidates: &[Value] = match self.heap.tuple(self.heap.plain(class_or_tuple)) {
            Some(items) => items,
            None => {
                one = [class_or_tuple];
                &one
            }
        };
        let mut found = false;
        for candidate in candidates {
            match Heap::as_class(*candidate) {
                Some(base) if self.heap.is_subclass(base, classes::BASE_EXCEPTION) => {
                    found |= self.heap.is_subclass(class, base);
                }
                _ => {
                    let message = "catching classes that do not inherit from BaseException is not allowed";
                    return Err(self.type_error(message));
                }
            }
        }
        Ok(found)
    }

    /// `try: ... except* class_or_tuple`: what may be written there.
    pub fn check_except_star(&mut self, class_or_tuple: Value) -> Res<()> {
        self.exception_matches(Value::NONE, class_or_tuple)?;
        let items =
            self.heap.tuple(self.heap.plain(class_or_tuple)).map_or(vec![class_or_tuple], |items| items.to_vec());
        for item in items {
            if Heap::as_class(item).is_some_and(|class| self.heap.is_subclass(class, classes::BASE_EXCEPTION_GROUP)) {
                let message = "catching ExceptionGroup with except* is not allowed. Use except instead.";
                return Err(self.type_error(message));
            }
        }
        Ok(())
    }
}
