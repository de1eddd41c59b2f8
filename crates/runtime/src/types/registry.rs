//! The table of built-in classes: every row in one place, bases before what derives from them.

use super::{
    async_generator, awaitable, bytearray, bytes, bytes_search, class, container, context, deque, dict, exception,
    exception_fields, file, file_read, float, frame, function, future, generator, generic_alias, int, iterators, list,
    mapping_proxy, object, operators, property, range, set, slice, str, str_case, str_search, task, traceback, tuple,
    views,
};
use crate::native::NativeDef;
use crate::object::class::{ClassId, Layout};
use crate::symbol::Symbol;
use crate::value::Value;
use rustc_hash::FxHashMap;

/// A row of the table.
pub(super) struct Row {
    pub(super) name: &'static str,
    pub(super) module: &'static str,
    pub(super) base: Option<ClassId>,
    pub(super) layout: Layout,
    /// Members, in several parts where several files hold them.
    pub(super) members: &'static [&'static [NativeDef]],
    /// Whether a script class may derive from it.
    pub(super) is_base: bool,
    /// Whether its `__hash__` is None.
    pub(super) unhashable: bool,
}

/// A built-in class.
pub struct TypeInfo {
    pub name: &'static str,
    pub module: &'static str,
    pub base: Option<ClassId>,
    pub layout: Layout,
    pub is_base: bool,
    /// The name in messages.
    pub shown_name: String,
    mro: Vec<ClassId>,
    pub(super) members: FxHashMap<Symbol, Value>,
    /// Names of the members in the order of the table.
    pub order: Vec<Symbol>,
}

impl TypeInfo {
    pub(super) fn new(row: &Row, mro: Vec<ClassId>, members: FxHashMap<Symbol, Value>, order: Vec<Symbol>) -> TypeInfo {
        let Row { name, module, base, layout, is_base, .. } = *row;
        // Exceptions and what asyncio has in Python are not static types of C.
        let plain = ["builtins", "asyncio.tasks"].contains(&module) || layout == Layout::Exception;
        let shown_name = if plain { name.to_string() } else { format!("{module}.{name}") };
        TypeInfo { name, module, base, layout, is_base, shown_name, mro, members, order }
    }

    /// Itself first, `object` last.
    pub fn mro(&self) -> &[ClassId] {
        &self.mro
    }
}

macro_rules! classes {
    ($($constant:ident $name:literal $module:literal $base:expr, $layout:expr, $members:expr, $is_base:literal, $unhashable:literal;)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum Number { $($constant,)* }

        /// The built-in classes by name.
        pub mod classes {
            use super::{ClassId, Number};
            $(pub const $constant: ClassId = ClassId(Number::$constant as u32);)*
        }

        pub(super) static ROWS: &[Row] = &[$({
            #[allow(unused_imports)]
            use classes::*;
            #[allow(dead_code)]
            const THIS: ClassId = classes::$constant;
            Row { name: $name, module: $module, base: $base, layout: $layout, members: $members, is_base: $is_base, unhashable: $unhashable }
        },)*];
    };
}

classes! {
    OBJECT "object" "builtins" None, Layout::Instance, &[object::MEMBERS], true, false;
    TYPE "type" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[class::MEMBERS, generic_alias::CLASS_GETITEM], false, false;
    NONE_TYPE "NoneType" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[function::SINGLETON], false, false;
    INT "int" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[int::MEMBERS, int::BINARY, operators::COMMON, operators::INVERT], true, false;
    BOOL "bool" "builtins" Some(INT), Layout::Builtin(THIS), &[int::BOOL_MEMBERS], false, false;
    FLOAT "float" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[float::MEMBERS, float::BINARY, operators::COMMON], true, false;
    STR "str" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[str::MEMBERS, str::SEQUENCE, str_case::MEMBERS, str_search::MEMBERS], true, false;
    BYTES "bytes" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[bytes::MEMBERS, str::SEQUENCE, bytes_search::MEMBERS], true, false;
    BYTEARRAY "bytearray" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[bytes::MEMBERS, str::SEQUENCE, bytes_search::MEMBERS, bytearray::MEMBERS], true, true;
    TUPLE "tuple" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[tuple::MEMBERS, container::COMPARISONS, generic_alias::CLASS_GETITEM], true, false;
    LIST "list" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[list::MEMBERS, container::COMPARISONS, generic_alias::CLASS_GETITEM], true, true;
    DICT "dict" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[dict::MEMBERS, container::COMPARISONS, generic_alias::CLASS_GETITEM], true, true;
    SET "set" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[set::SET, set::SHARED, container::COMPARISONS, container::SET_OPERATORS, generic_alias::CLASS_GETITEM], true, true;
    FROZENSET "frozenset" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[set::FROZENSET, set::SHARED, container::COMPARISONS, container::SET_OPERATORS, generic_alias::CLASS_GETITEM], true, false;
    RANGE "range" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[range::MEMBERS, container::COMPARISONS], false, false;
    SLICE "slice" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[slice::MEMBERS, container::COMPARISONS], false, false;
    ELLIPSIS "ellipsis" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[function::SINGLETON], false, false;
    NOT_IMPLEMENTED_TYPE "NotImplementedType" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[function::SINGLETON], false, false;
    FUNCTION "function" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[function::FUNCTION], false, false;
    BUILTIN_FUNCTION "builtin_function_or_method" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[function::BUILTIN], false, false;
    METHOD "method" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[function::METHOD], false, false;
    METHOD_DESCRIPTOR "method_descriptor" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[function::METHOD_DESCRIPTOR], false, false;
    WRAPPER_DESCRIPTOR "wrapper_descriptor" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[function::METHOD_DESCRIPTOR], false, false;
    METHOD_WRAPPER "method-wrapper" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[function::BUILTIN], false, false;
    GETSET_DESCRIPTOR "getset_descriptor" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[function::DESCRIPTOR], false, false;
    MEMBER_DESCRIPTOR "member_descriptor" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[function::DESCRIPTOR], false, false;
    GENERATOR "generator" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[generator::MEMBERS], false, false;
    COROUTINE "coroutine" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[generator::COROUTINE], false, false;
    ASYNC_GENERATOR "async_generator" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[async_generator::MEMBERS], false, false;
    ASYNC_GENERATOR_ASEND "async_generator_asend" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[awaitable::ASYNC], false, false;
    ASYNC_GENERATOR_ATHROW "async_generator_athrow" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[awaitable::ASYNC], false, false;
    COROUTINE_WRAPPER "coroutine_wrapper" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[awaitable::WRAPPER], false, false;
    ANEXT_AWAITABLE "anext_awaitable" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[awaitable::ANEXT], false, false;
    CELL "cell" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[function::CELL, container::COMPARISONS], false, true;
    CODE "code" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[function::CODE], false, false;
    FRAME "frame" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[frame::MEMBERS], false, false;
    TRACEBACK "traceback" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[traceback::MEMBERS], false, false;
    MODULE "module" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[function::MODULE], false, false;
    PROPERTY "property" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[property::PROPERTY], false, false;
    CLASSMETHOD "classmethod" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[property::CLASSMETHOD], false, false;
    STATICMETHOD "staticmethod" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[property::STATICMETHOD], false, false;
    SUPER "super" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[property::SUPER], false, false;
    DICT_KEYS "dict_keys" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[views::MEMBERS, views::SET_LIKE, container::COMPARISONS, container::SET_OPERATORS], false, true;
    DICT_VALUES "dict_values" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[views::MEMBERS], false, false;
    DICT_ITEMS "dict_items" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[views::MEMBERS, views::SET_LIKE, container::COMPARISONS, container::SET_OPERATORS], false, true;
    MAPPING_PROXY "mappingproxy" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[mapping_proxy::MEMBERS, generic_alias::CLASS_GETITEM], false, false;
    LIST_ITERATOR "list_iterator" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[iterators::MEMBERS], false, false;
    LIST_REVERSE_ITERATOR "list_reverseiterator" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[iterators::MEMBERS], false, false;
    TUPLE_ITERATOR "tuple_iterator" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[iterators::MEMBERS], false, false;
    STR_ASCII_ITERATOR "str_ascii_iterator" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[iterators::MEMBERS], false, false;
    STR_ITERATOR "str_iterator" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[iterators::MEMBERS], false, false;
    BYTES_ITERATOR "bytes_iterator" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[iterators::MEMBERS], false, false;
    RANGE_ITERATOR "range_iterator" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[iterators::MEMBERS], false, false;
    LONGRANGE_ITERATOR "longrange_iterator" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[iterators::MEMBERS], false, false;
    DICT_KEY_ITERATOR "dict_keyiterator" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[iterators::MEMBERS], false, false;
    DICT_VALUE_ITERATOR "dict_valueiterator" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[iterators::MEMBERS], false, false;
    DICT_ITEM_ITERATOR "dict_itemiterator" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[iterators::MEMBERS], false, false;
    DICT_REVERSE_KEY_ITERATOR "dict_reversekeyiterator" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[iterators::MEMBERS], false, false;
    DICT_REVERSE_VALUE_ITERATOR "dict_reversevalueiterator" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[iterators::MEMBERS], false, false;
    DICT_REVERSE_ITEM_ITERATOR "dict_reverseitemiterator" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[iterators::MEMBERS], false, false;
    SET_ITERATOR "set_iterator" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[iterators::MEMBERS], false, false;
    CALLABLE_ITERATOR "callable_iterator" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[iterators::PLAIN], false, false;
    SEQUENCE_ITERATOR "iterator" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[iterators::PLAIN], false, false;
    MAP "map" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[iterators::PLAIN, iterators::MAP], false, false;
    FILTER "filter" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[iterators::PLAIN, iterators::FILTER], false, false;
    ZIP "zip" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[iterators::PLAIN, iterators::ZIP], false, false;
    ENUMERATE "enumerate" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[iterators::PLAIN, iterators::ENUMERATE, generic_alias::CLASS_GETITEM], false, false;
    REVERSED "reversed" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[iterators::PLAIN, iterators::REVERSED], false, false;
    GENERIC_ALIAS "GenericAlias" "types" Some(OBJECT), Layout::Builtin(THIS), &[generic_alias::GENERIC_ALIAS], false, false;
    UNION_TYPE "UnionType" "types" Some(OBJECT), Layout::Builtin(THIS), &[generic_alias::UNION], false, false;
    TEXT_FILE "TextIOWrapper" "_io" Some(OBJECT), Layout::Builtin(THIS), &[file::MEMBERS, file_read::MEMBERS, file::TEXT], false, false;
    BUFFERED_FILE "BufferedReader" "_io" Some(OBJECT), Layout::Builtin(THIS), &[file::MEMBERS, file_read::MEMBERS], false, false;
    BUFFERED_WRITER "BufferedWriter" "_io" Some(OBJECT), Layout::Builtin(THIS), &[file::MEMBERS, file_read::MEMBERS], false, false;
    BUFFERED_RANDOM "BufferedRandom" "_io" Some(OBJECT), Layout::Builtin(THIS), &[file::MEMBERS, file_read::MEMBERS], false, false;
    DEQUE "deque" "collections" Some(OBJECT), Layout::Builtin(THIS), &[deque::MEMBERS, container::COMPARISONS], true, true;
    DEQUE_ITERATOR "_deque_iterator" "_collections" Some(OBJECT), Layout::Builtin(THIS), &[iterators::MEMBERS], false, false;
    DEQUE_REVERSE_ITERATOR "_deque_reverse_iterator" "_collections" Some(OBJECT), Layout::Builtin(THIS), &[iterators::MEMBERS], false, false;
    CONTEXT "Context" "_contextvars" Some(OBJECT), Layout::Builtin(THIS), &[context::CONTEXT], false, true;
    CONTEXT_VAR "ContextVar" "_contextvars" Some(OBJECT), Layout::Builtin(THIS), &[context::VARIABLE, generic_alias::CLASS_GETITEM], false, false;
    TOKEN "Token" "_contextvars" Some(OBJECT), Layout::Builtin(THIS), &[context::TOKEN, generic_alias::CLASS_GETITEM], false, false;
    TOKEN_MISSING "Token.MISSING" "builtins" Some(OBJECT), Layout::Builtin(THIS), &[], false, false;
    FUTURE "Future" "_asyncio" Some(OBJECT), Layout::Builtin(THIS), &[future::MEMBERS], false, false;
    GATHERING_FUTURE "_GatheringFuture" "asyncio.tasks" Some(FUTURE), Layout::Builtin(THIS), &[], false, false;
    TASK "Task" "_asyncio" Some(FUTURE), Layout::Builtin(THIS), &[task::MEMBERS], false, false;
    FUTURE_ITERATOR "FutureIter" "_asyncio" Some(OBJECT), Layout::Builtin(THIS), &[awaitable::FUTURE], false, false;
    BASE_EXCEPTION "BaseException" "builtins" Some(OBJECT), Layout::Exception, &[exception::MEMBERS], true, false;
    BASE_EXCEPTION_GROUP "BaseExceptionGroup" "builtins" Some(BASE_EXCEPTION), Layout::Exception, &[exception::GROUP], true, false;
    GENERATOR_EXIT "GeneratorExit" "builtins" Some(BASE_EXCEPTION), Layout::Exception, &[], true, false;
    KEYBOARD_INTERRUPT "KeyboardInterrupt" "builtins" Some(BASE_EXCEPTION), Layout::Exception, &[], true, false;
    SYSTEM_EXIT "SystemExit" "builtins" Some(BASE_EXCEPTION), Layout::Exception, &[exception::SYSTEM_EXIT], true, false;
    EXCEPTION "Exception" "builtins" Some(BASE_EXCEPTION), Layout::Exception, &[], true, false;
    ARITHMETIC_ERROR "ArithmeticError" "builtins" Some(EXCEPTION), Layout::Exception, &[], true, false;
    FLOATING_POINT_ERROR "FloatingPointError" "builtins" Some(ARITHMETIC_ERROR), Layout::Exception, &[], true, false;
    OVERFLOW_ERROR "OverflowError" "builtins" Some(ARITHMETIC_ERROR), Layout::Exception, &[], true, false;
    ZERO_DIVISION_ERROR "ZeroDivisionError" "builtins" Some(ARITHMETIC_ERROR), Layout::Exception, &[], true, false;
    ASSERTION_ERROR "AssertionError" "builtins" Some(EXCEPTION), Layout::Exception, &[], true, false;
    ATTRIBUTE_ERROR "AttributeError" "builtins" Some(EXCEPTION), Layout::Exception, &[exception_fields::ATTRIBUTE_ERROR], true, false;
    BUFFER_ERROR "BufferError" "builtins" Some(EXCEPTION), Layout::Exception, &[], true, false;
    EOF_ERROR "EOFError" "builtins" Some(EXCEPTION), Layout::Exception, &[], true, false;
    EXCEPTION_GROUP "ExceptionGroup" "builtins" Some(BASE_EXCEPTION_GROUP), Layout::Exception, &[], true, false;
    IMPORT_ERROR "ImportError" "builtins" Some(EXCEPTION), Layout::Exception, &[exception_fields::IMPORT_ERROR], true, false;
    MODULE_NOT_FOUND_ERROR "ModuleNotFoundError" "builtins" Some(IMPORT_ERROR), Layout::Exception, &[], true, false;
    LOOKUP_ERROR "LookupError" "builtins" Some(EXCEPTION), Layout::Exception, &[], true, false;
    INDEX_ERROR "IndexError" "builtins" Some(LOOKUP_ERROR), Layout::Exception, &[], true, false;
    KEY_ERROR "KeyError" "builtins" Some(LOOKUP_ERROR), Layout::Exception, &[exception::KEY_ERROR], true, false;
    MEMORY_ERROR "MemoryError" "builtins" Some(EXCEPTION), Layout::Exception, &[], true, false;
    NAME_ERROR "NameError" "builtins" Some(EXCEPTION), Layout::Exception, &[exception_fields::NAME_ERROR], true, false;
    UNBOUND_LOCAL_ERROR "UnboundLocalError" "builtins" Some(NAME_ERROR), Layout::Exception, &[], true, false;
    OS_ERROR "OSError" "builtins" Some(EXCEPTION), Layout::Exception, &[exception_fields::OS_ERROR], true, false;
    BLOCKING_IO_ERROR "BlockingIOError" "builtins" Some(OS_ERROR), Layout::Exception, &[], true, false;
    CHILD_PROCESS_ERROR "ChildProcessError" "builtins" Some(OS_ERROR), Layout::Exception, &[], true, false;
    CONNECTION_ERROR "ConnectionError" "builtins" Some(OS_ERROR), Layout::Exception, &[], true, false;
    BROKEN_PIPE_ERROR "BrokenPipeError" "builtins" Some(CONNECTION_ERROR), Layout::Exception, &[], true, false;
    CONNECTION_ABORTED_ERROR "ConnectionAbortedError" "builtins" Some(CONNECTION_ERROR), Layout::Exception, &[], true, false;
    CONNECTION_REFUSED_ERROR "ConnectionRefusedError" "builtins" Some(CONNECTION_ERROR), Layout::Exception, &[], true, false;
    CONNECTION_RESET_ERROR "ConnectionResetError" "builtins" Some(CONNECTION_ERROR), Layout::Exception, &[], true, false;
    FILE_EXISTS_ERROR "FileExistsError" "builtins" Some(OS_ERROR), Layout::Exception, &[], true, false;
    FILE_NOT_FOUND_ERROR "FileNotFoundError" "builtins" Some(OS_ERROR), Layout::Exception, &[], true, false;
    INTERRUPTED_ERROR "InterruptedError" "builtins" Some(OS_ERROR), Layout::Exception, &[], true, false;
    IS_ADIRECTORY_ERROR "IsADirectoryError" "builtins" Some(OS_ERROR), Layout::Exception, &[], true, false;
    NOT_ADIRECTORY_ERROR "NotADirectoryError" "builtins" Some(OS_ERROR), Layout::Exception, &[], true, false;
    PERMISSION_ERROR "PermissionError" "builtins" Some(OS_ERROR), Layout::Exception, &[], true, false;
    PROCESS_LOOKUP_ERROR "ProcessLookupError" "builtins" Some(OS_ERROR), Layout::Exception, &[], true, false;
    TIMEOUT_ERROR "TimeoutError" "builtins" Some(OS_ERROR), Layout::Exception, &[], true, false;
    REFERENCE_ERROR "ReferenceError" "builtins" Some(EXCEPTION), Layout::Exception, &[], true, false;
    RUNTIME_ERROR "RuntimeError" "builtins" Some(EXCEPTION), Layout::Exception, &[], true, false;
    NOT_IMPLEMENTED_ERROR "NotImplementedError" "builtins" Some(RUNTIME_ERROR), Layout::Exception, &[], true, false;
    RECURSION_ERROR "RecursionError" "builtins" Some(RUNTIME_ERROR), Layout::Exception, &[], true, false;
    PYTHON_FINALIZATION_ERROR "PythonFinalizationError" "builtins" Some(RUNTIME_ERROR), Layout::Exception, &[], true, false;
    STOP_ASYNC_ITERATION "StopAsyncIteration" "builtins" Some(EXCEPTION), Layout::Exception, &[], true, false;
    STOP_ITERATION "StopIteration" "builtins" Some(EXCEPTION), Layout::Exception, &[exception::STOP_ITERATION], true, false;
    SYNTAX_ERROR "SyntaxError" "builtins" Some(EXCEPTION), Layout::Exception, &[exception_fields::SYNTAX_ERROR], true, false;
    INDENTATION_ERROR "IndentationError" "builtins" Some(SYNTAX_ERROR), Layout::Exception, &[], true, false;
    TAB_ERROR "TabError" "builtins" Some(INDENTATION_ERROR), Layout::Exception, &[], true, false;
    SYSTEM_ERROR "SystemError" "builtins" Some(EXCEPTION), Layout::Exception, &[], true, false;
    TYPE_ERROR "TypeError" "builtins" Some(EXCEPTION), Layout::Exception, &[], true, false;
    VALUE_ERROR "ValueError" "builtins" Some(EXCEPTION), Layout::Exception, &[], true, false;
    UNICODE_ERROR "UnicodeError" "builtins" Some(VALUE_ERROR), Layout::Exception, &[], true, false;
    UNICODE_DECODE_ERROR "UnicodeDecodeError" "builtins" Some(UNICODE_ERROR), Layout::Exception, &[exception_fields::UNICODE_CODEC_ERROR], true, false;
    UNICODE_ENCODE_ERROR "UnicodeEncodeError" "builtins" Some(UNICODE_ERROR), Layout::Exception, &[exception_fields::UNICODE_CODEC_ERROR], true, false;
    UNICODE_TRANSLATE_ERROR "UnicodeTranslateError" "builtins" Some(UNICODE_ERROR), Layout::Exception, &[exception_fields::UNICODE_TRANSLATE_ERROR], true, false;
    WARNING "Warning" "builtins" Some(EXCEPTION), Layout::Exception, &[], true, false;
    BYTES_WARNING "BytesWarning" "builtins" Some(WARNING), Layout::Exception, &[], true, false;
    DEPRECATION_WARNING "DeprecationWarning" "builtins" Some(WARNING), Layout::Exception, &[], true, false;
    ENCODING_WARNING "EncodingWarning" "builtins" Some(WARNING), Layout::Exception, &[], true, false;
    FUTURE_WARNING "FutureWarning" "builtins" Some(WARNING), Layout::Exception, &[], true, false;
    IMPORT_WARNING "ImportWarning" "builtins" Some(WARNING), Layout::Exception, &[], true, false;
    PENDING_DEPRECATION_WARNING "PendingDeprecationWarning" "builtins" Some(WARNING), Layout::Exception, &[], true, false;
    RESOURCE_WARNING "ResourceWarning" "builtins" Some(WARNING), Layout::Exception, &[], true, false;
    RUNTIME_WARNING "RuntimeWarning" "builtins" Some(WARNING), Layout::Exception, &[], true, false;
    SYNTAX_WARNING "SyntaxWarning" "builtins" Some(WARNING), Layout::Exception, &[], true, false;
    UNICODE_WARNING "UnicodeWarning" "builtins" Some(WARNING), Layout::Exception, &[], true, false;
    USER_WARNING "UserWarning" "builtins" Some(WARNING), Layout::Exception, &[], true, false;
    CANCELLED_ERROR "CancelledError" "asyncio.exceptions" Some(BASE_EXCEPTION), Layout::Exception, &[], true, false;
    LIMIT_REACHED "LimitReached" "hognose" Some(BASE_EXCEPTION), Layout::Exception, &[], false, false;
    INVALID_STATE_ERROR "InvalidStateError" "asyncio.exceptions" Some(EXCEPTION), Layout::Exception, &[], true, false;
}
