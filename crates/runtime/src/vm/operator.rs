//! Operators: built-in operands first, then the dunder methods of scripts in Python's order.

use super::{Mode, Stage, Step, Vm};
use crate::native::Raised;
use crate::object::class::ClassId;
use crate::symbol::{Symbol, names};
use crate::types::{self, classes};
use crate::value::{Kind, Value};
use hognose_bytecode::{BinaryOp, CompareOp, Op, UnaryOp};

/// Below this many bytes a concatenation needs no look at limits.
const SMALL_TEXT: usize = 1 << 16;

/// A binary operation as an instruction says it.
#[derive(Clone, Copy)]
struct Operation {
    op: BinaryOp,
    a: Value,
    b: Value,
    inplace: bool,
    dst: u8,
}

impl Vm {
    /// Executes any of the arithmetic instructions.
    pub(super) fn binary(&mut self, op: Op) -> Step {
        let Some(operation) = self.operation(op) else { return Ok(()) };
        if operation.op == BinaryOp::Add
            && let (Some(a), Some(b)) = (self.heap.string(operation.a), self.heap.string(operation.b))
            && a.byte_len() + b.byte_len() < SMALL_TEXT
            && let Some(text) = self.heap.concat(operation.a, operation.b)
        {
            self.set_reg(operation.dst, text);
            return Ok(());
        }
        if operation.inplace
            && operation.op == BinaryOp::Add
            && operation.a.is_kind(Kind::List)
            && !self.may_be_script(operation.b)
            && !self.is_native_iterable(operation.b)
        {
            // `list += iterator`: script code runs.
            let function = self.prelude("list_inplace_add")?;
            return self.call_with(function, &[operation.a, operation.b], operation.dst, Mode::Value);
        }
        if self.heap.account.limit().is_some() {
            self.clear_way_of_operation(operation.op, operation.a, operation.b);
        }
        let changes_bytearray = operation.inplace && self.is_bytearray(operation.a);
        if !changes_bytearray && !self.may_be_script(operation.a) && !self.may_be_script(operation.b) {
            return match self.binary_builtin(operation)? {
                Some(value) => self.deliver(operation, value),
                None => self.by_methods(operation),
            };
        }
        self.by_methods(operation)
    }

    /// The dunder methods, also those of built-in classes that the fast ways do not know.
    fn by_methods(&mut self, operation: Operation) -> Step {
        if operation.inplace
            && let Some(method) = self.heap.class_lookup(self.heap.class_of(operation.a), inplace_name(operation.op))
            && !self.is_repetition_by_others(method, operation)
        {
            return self.operator_call(method, operation.a, operation.b, operation.dst, Mode::BinaryInPlace);
        }
        self.binary_methods(operation)
    }

    /// `list *= object`: repetition is a slot that CPython asks last, after the other operand's methods, and only with what
    /// can be a count.
    fn is_repetition_by_others(&self, method: Value, operation: Operation) -> bool {
        operation.op == BinaryOp::Mul
            && method
                .index_of(Kind::Native)
                .and_then(types::native_owner)
                .is_some_and(|owner| [classes::LIST, classes::BYTEARRAY, classes::DEQUE].contains(&owner))
            && !self.has_index(operation.b)
    }

    /// The built-in operation; in place where the type does that.
    fn binary_builtin(&mut self, operation: Operation) -> Result<Option<Value>, Raised> {
        if operation.inplace
            && let Some(value) = self.inplace_container(operation.op, operation.a, operation.b)?
        {
            return Ok(Some(value));
        }
        if let Some(value) = self.binary_native(operation.op, operation.a, operation.b)? {
            return Ok(Some(value));
        }
        // `int | None`: types are no operands of a built-in type's own.
        if operation.op == BinaryOp::BitOr { self.make_union(operation.a, operation.b) } else { Ok(None) }
    }

    /// Reads the operands of an arithmetic instruction.
    fn operation(&self, op: Op) -> Option<Operation> {
        let registers =
            |op, dst: u8, a: u8, b: u8, inplace| Some(Operation { op, a: self.reg(a), b: self.reg(b), inplace, dst });
        let immediate = |op, dst: u8, a: u8, value: i32, inplace| {
            Some(Operation { op, a: self.reg(a), b: Value::small(value as i64), inplace, dst })
        };
        match op {
            Op::Add { dst, a, b, inplace } => registers(BinaryOp::Add, dst.0, a.0, b.0, inplace.0),
            Op::Sub { dst, a, b, inplace } => registers(BinaryOp::Sub, dst.0, a.0, b.0, inplace.0),
            Op::Mul { dst, a, b, inplace } => registers(BinaryOp::Mul, dst.0, a.0, b.0, inplace.0),
            Op::Div { dst, a, b, inplace } => registers(BinaryOp::Div, dst.0, a.0, b.0, inplace.0),
            Op::FloorDiv { dst, a, b, inplace } => registers(BinaryOp::FloorDiv, dst.0, a.0, b.0, inplace.0),
            Op::Mod { dst, a, b, inplace } => registers(BinaryOp::Mod, dst.0, a.0, b.0, inplace.0),
            Op::Binary { dst, a, b, op, inplace } => registers(op, dst.0, a.0, b.0, inplace.0),
            Op::AddInt { dst, a, inplace, value } => immediate(BinaryOp::Add, dst.0, a.0, value.0, inplace.0),
            Op::SubInt { dst, a, inplace, value } => immediate(BinaryOp::Sub, dst.0, a.0, value.0, inplace.0),
            Op::MulInt { dst, a, inplace, value } => immediate(BinaryOp::Mul, dst.0, a.0, value.0, inplace.0),
            Op::FloorDivInt { dst, a, inplace, value } => immediate(BinaryOp::FloorDiv, dst.0, a.0, value.0, inplace.0),
            Op::ModInt { dst, a, inplace, value } => immediate(BinaryOp::Mod, dst.0, a.0, value.0, inplace.0),
            _ => None,
        }
    }

    /// Whether a value's class is a script's, so that its methods have to be looked up.
    #[inline(always)]
    pub(super) fn may_be_script(&self, value: Value) -> bool {
        matches!(value.split(), Some((Kind::Instance | Kind::Exception, _)))
    }

    /// A method of the value's class, when the class is a script's.
    pub(super) fn script_method(&self, value: Value, name: Symbol) -> Option<Value> {
        if !self.may_be_script(value) {
            return None;
        }
        self.heap.class_lookup(self.heap.class_of(value), name)
    }

    /// `__add__` and `__radd__` in Python's order: the right operand's first when its class derives from the left one's and
    /// has a method of its own.
    fn binary_methods(&mut self, operation: Operation) -> Step {
        let Operation { op, a, b, dst, .. } = operation;
        let (left, right) = binary_names(op);
        let (class_a, class_b) = (self.heap.class_of(a), self.heap.class_of(b));
        let reflected = self.operand_method(class_b, right, op).filter(|_| class_a != class_b);
        if let Some(method) = reflected
            && self.heap.is_subclass(class_b, class_a)
            && self.heap.class_lookup(class_a, right) != Some(method)
        {
            return self.operator_call(method, b, a, dst, Mode::BinaryRightFirst);
        }
        if let Some(method) = self.operand_method(class_a, left, op) {
            return self.operator_call(method, a, b, dst, Mode::BinaryLeft);
        }
        match reflected {
            Some(method) => self.operator_call(method, b, a, dst, Mode::BinaryRight),
            None => self.binary_last(operation),
        }
    }

    /// Calls an operator's method. Methods may be any descriptor.
    fn operator_call(&mut self, method: Value, receiver: Value, argument: Value, dst: u8, mode: Mode) -> Step {
        if self.binds_receiver(method) {
            return self.call_with(method, &[receiver, argument], dst, mode);
        }
        let bound = self.bind_nested(method, receiver)?;
        self.call_with(bound, &[argument], dst, mode)
    }

    /// A stage of a binary operator is done.
    pub(super) fn complete_binary(&mut self, value: Value, dst: u8, stage: Stage) -> Step {
        if value != Value::NOT_IMPLEMENTED {
            self.set_reg(dst, value);
            return Ok(());
        }
        let op = self.waiting_op();
        let Some(operation) = self.operation(op) else { return Ok(()) };
        let Operation { op, a, b, dst, .. } = operation;
        let (left, right) = binary_names(op);
        let (class_a, class_b) = (self.heap.class_of(a), self.heap.class_of(b));
        match stage {
            Stage::InPlace => self.binary_methods(operation),
            Stage::RightFirst => match self.operand_method(class_a, left, op) {
                Some(method) => self.operator_call(method, a, b, dst, Mode::BinaryRight),
                None => self.binary_last(operation),
            },
            Stage::Left => match self.operand_method(class_b, right, op).filter(|_| class_a != class_b) {
                Some(method) => self.operator_call(method, b, a, dst, Mode::BinaryRight),
                None => self.binary_last(operation),
            },
            Stage::Right => self.binary_last(operation),
        }
    }

    /// A class's method for an operator. Built-in sequences concatenate and repeat by slots that CPython asks last, after
    /// the other operand's methods: their `__add__` and `__mul__` do not count here.
    fn operand_method(&self, class: ClassId, name: Symbol, op: BinaryOp) -> Option<Value> {
        let method = self.heap.class_lookup(class, name)?;
        let sequences = [classes::STR, classes::BYTES, classes::BYTEARRAY, classes::LIST, classes::TUPLE];
        // A method under another name, or one that the class has borrowed, is a method like any other.
        let is_slot = |index: u32| {
            let owner = types::native_owner(index).filter(|owner| sequences.contains(owner));
            owner.is_some_and(|owner| self.heap.is_subclass(class, owner)) && self.is_native_named(index, name)
        };
        let by_slot = matches!(op, BinaryOp::Add | BinaryOp::Mul) && method.index_of(Kind::Native).is_some_and(is_slot);
        if by_slot { None } else { Some(method) }
    }

    /// No method knew an answer: what the sequences' slots know, else TypeError.
    fn binary_last(&mut self, operation: Operation) -> Step {
        let sequence = |value: Value| self.sequence_kind(value).is_some();
        let Operation { op, a, b, inplace, .. } = operation;
        let hides_right = inplace && op == BinaryOp::Mul && self.has_sequence_slots(a);
        if (sequence(a) || sequence(b) && !hides_right)
            && let Some(value) = self.binary_native(operation.op, operation.a, operation.b)?
        {
            return self.deliver(operation, value);
        }
        Err(self.unsupported(operation).into())
    }

    /// A built-in operation's result, or the call that makes it (`%` asks script code for texts).
    fn deliver(&mut self, operation: Operation, value: Value) -> Step {
        if value == Value::PENDING {
            return self.follow_pending(operation.dst, Mode::Value);
        }
        self.set_reg(operation.dst, value);
        Ok(())
    }

    #[cold]
    fn unsupported(&mut self, operation: Operation) -> Raised {
        let Operation { op, a, b, inplace, .. } = operation;
        let symbol = match op {
            BinaryOp::Pow if !inplace => "** or pow()".to_string(),
            _ if inplace => format!("{}=", op.text()),
            _ => op.text().to_string(),
        };
        if let Some(message) = self.sequence_message(op, a, b, inplace) {
            return self.type_error(message);
        }
        let (left, right) = (self.heap.type_name(a), self.heap.type_name(b));
        let hint = match (op, a.split()) {
            (BinaryOp::RightShift, Some((Kind::Native, index))) if self.builtins.native(index).name == "print" => {
                ". Did you mean \"print(<message>, file=<output_stream>)\"?"
            }
            _ => "",
        };
        self.type_error(format!("unsupported operand type(s) for {symbol}: '{left}' and '{right}'{hint}"))
    }

    /// The class of a built-in sequence that concatenates and repeats.
    fn sequence_kind(&self, value: Value) -> Option<ClassId> {
        let class = types::builtin_class_of(&self.heap, self.heap.plain(value));
        let sequences = [classes::STR, classes::BYTES, classes::BYTEARRAY, classes::LIST, classes::TUPLE];
        sequences.contains(&class).then_some(class)
    }

    /// Whether a type has any of CPython's `tp_as_sequence`: containers, and whatever a script's class makes.
    fn has_sequence_slots(&self, value: Value) -> bool {
        let class = self.heap.class_of(value);
        self.heap.script_class(class).is_some() || self.heap.class_lookup(class, names::LEN).is_some()
    }

    /// What the slots of sequences say of an operand that they do not take.
    fn sequence_message(&self, op: BinaryOp, a: Value, b: Value, inplace: bool) -> Option<String> {
        let (left, right) = (self.heap.type_name(a), self.heap.type_name(b));
        match (op, self.sequence_kind(a)) {
            (BinaryOp::Add, Some(classes::BYTES)) => Some(format!("can't concat {right} to bytes")),
            (BinaryOp::Add, Some(classes::BYTEARRAY)) => Some(format!("can't concat {right} to bytearray")),
            (BinaryOp::Add, Some(class)) => {
                let name = self.heap.class_name(class);
                Some(format!("can only concatenate {name} (not \"{right}\") to {name}"))
            }
            (BinaryOp::Mul, Some(_)) => Some(format!("can't multiply sequence by non-int of type '{right}'")),
            // In place, only the left operand's own slots count where it has any.
            (BinaryOp::Mul, None) if self.sequence_kind(b).is_some() && !(inplace && self.has_sequence_slots(a)) => {
                Some(format!("can't multiply sequence by non-int of type '{left}'"))
            }
            _ => None,
        }
    }

    // ---- unary

    /// `-x`, `+x`, `~x`
    pub(super) fn unary(&mut self, dst: u8, src: u8, op: UnaryOp) -> Step {
        let value = self.reg(src);
        let (name, symbol) = match op {
            UnaryOp::Negative => (names::NEG, "-"),
            UnaryOp::Positive => (names::POS, "+"),
            UnaryOp::Invert => (names::INVERT, "~"),
        };
        if let Some(method) = self.script_method(value, name) {
            return self.method_call(method, value, &[], dst, Mode::Value);
        }
        if op == UnaryOp::Invert && value.is_bool() {
            self.warn_deprecated_invert()?;
        }
        let result = self.unary_native(op, value)?;
        match result {
            Some(result) => {
                self.set_reg(dst, result);
                Ok(())
            }
            None => {
                let name = self.heap.type_name(value);
                Err(self.type_error(format!("bad operand type for unary {symbol}: '{name}'")).into())
            }
        }
    }

    /// `~True` is deprecated: a warning that a script sees on stderr.
    fn warn_deprecated_invert(&mut self) -> Result<(), Raised> {
        self.warn(
            crate::types::classes::DEPRECATION_WARNING,
            "Bitwise inversion '~' on bool is deprecated and will be removed in Python 3.16. This returns the bitwise \
             inversion of the underlying int object and is usually not what you expect from negating a bool. Use the \
             'not' operator for boolean negation or ~int(x) if you really want the bitwise inversion of the underlying \
             int.",
        )
    }

    /// Calls a method found on a class with a receiver. Methods may be any descriptor.
    pub(super) fn method_call(&mut self, method: Value, receiver: Value, args: &[Value], dst: u8, mode: Mode) -> Step {
        if self.binds_receiver(method) {
            let mut all: smallvec::SmallVec<[Value; 4]> = smallvec::smallvec![receiver];
            all.extend_from_slice(args);
            return self.call_with(method, &all, dst, mode);
        }
        let bound = self.bind_nested(method, receiver)?;
        self.call_with(bound, args, dst, mode)
    }

    // ---- truth

    /// Jumps as the current instruction says of the truth of any value.
    pub(super) fn jump_on_truth(&mut self, _op: Op, value: Value) -> Step {
        if let Some(truth) = self.truth_native(value) {
            return self.decide(truth);
        }
        let class = self.heap.class_of(value);
        if let Some(method) = self.heap.class_lookup(class, names::BOOL) {
            return self.method_call(method, value, &[], 0, Mode::JumpBool);
        }
        match self.heap.class_lookup(class, names::LEN) {
            Some(method) => self.method_call(method, value, &[], 0, Mode::JumpLength),
            None => {
                self.warn_not_implemented(value)?;
                self.decide(true)
            }
        }
    }

    /// The truth of NotImplemented is deprecated.
    pub(super) fn warn_not_implemented(&mut self, value: Value) -> Result<(), Raised> {
        if value != Value::NOT_IMPLEMENTED {
            return Ok(());
        }
        self.warn(classes::DEPRECATION_WARNING, "NotImplemented should not be used in a boolean context")
    }

    /// `not x` for any value.
    pub(super) fn not(&mut self, dst: u8, value: Value) -> Step {
        if let Some(truth) = self.truth_native(value) {
            self.set_reg(dst, Value::bool(!truth));
            return Ok(());
        }
        let class = self.heap.class_of(value);
        if let Some(method) = self.heap.class_lookup(class, names::BOOL) {
            return self.method_call(method, value, &[], dst, Mode::NotBool);
        }
        match self.heap.class_lookup(class, names::LEN) {
            Some(method) => self.method_call(method, value, &[], dst, Mode::NotLength),
            None => {
                self.warn_not_implemented(value)?;
                self.set_reg(dst, Value::FALSE);
                Ok(())
            }
        }
    }

    // ---- comparison

    /// Executes `Compare` and the comparing jumps.
    pub(super) fn compare_op(&mut self, op: Op) -> Step {
        let Some((compare, a, b)) = self.comparison(op) else { return Ok(()) };
        if !self.may_be_script(a) && !self.may_be_script(b) {
            let result = self.compare_native(compare, a, b)?;
            return match result {
                Some(value) => self.compared(op, value),
                None => self.compare_last(op, compare, a, b),
            };
        }
        let (class_a, class_b) = (self.heap.class_of(a), self.heap.class_of(b));
        // As CPython's slots: the subclass's reflected method goes first whether or not it overrides anything.
        let right_first = class_a != class_b && self.heap.is_subclass(class_b, class_a);
        if right_first {
            return self.compare_call(compare_name(reflected(compare)), class_b, b, a, Stage::RightFirst);
        }
        self.compare_call(compare_name(compare), class_a, a, b, Stage::Left)
    }

    fn comparison(&self, op: Op) -> Option<(CompareOp, Value, Value)> {
        let immediate = |compare, a: u8, value: i8| Some((compare, self.reg(a), Value::small(value as i64)));
        let registers = |compare, a: u8, b: u8| Some((compare, self.reg(a), self.reg(b)));
        match op {
            Op::Compare { a, b, op, .. } => registers(op, a.0, b.0),
            Op::JumpLt { a, b, .. } => registers(CompareOp::Lt, a.0, b.0),
            Op::JumpLtE { a, b, .. } => registers(CompareOp::LtE, a.0, b.0),
            Op::JumpEq { a, b, .. } => registers(CompareOp::Eq, a.0, b.0),
            Op::JumpNotEq { a, b, .. } => registers(CompareOp::NotEq, a.0, b.0),
            Op::JumpGt { a, b, .. } => registers(CompareOp::Gt, a.0, b.0),
            Op::JumpGtE { a, b, .. } => registers(CompareOp::GtE, a.0, b.0),
            Op::JumpLtInt { a, value, .. } => immediate(CompareOp::Lt, a.0, value.0),
            Op::JumpLtEInt { a, value, .. } => immediate(CompareOp::LtE, a.0, value.0),
            Op::JumpEqInt { a, value, .. } => immediate(CompareOp::Eq, a.0, value.0),
            Op::JumpNotEqInt { a, value, .. } => immediate(CompareOp::NotEq, a.0, value.0),
            Op::JumpGtInt { a, value, .. } => immediate(CompareOp::Gt, a.0, value.0),
            Op::JumpGtEInt { a, value, .. } => immediate(CompareOp::GtE, a.0, value.0),
            _ => None,
        }
    }

    fn compared(&mut self, op: Op, value: Value) -> Step {
        match op {
            Op::Compare { dst, .. } => {
                self.set_reg(dst.0, value);
                Ok(())
            }
            op => self.jump_on_truth(op, value),
        }
    }

    fn compare_call(&mut self, name: Symbol, class: ClassId, receiver: Value, argument: Value, stage: Stage) -> Step {
        match self.heap.class_lookup(class, name) {
            Some(method) => self.operator_call(method, receiver, argument, 0, stage.compare()),
            None => self.complete_compare(Value::NOT_IMPLEMENTED, stage),
        }
    }

    /// A comparison's method has answered.
    pub(super) fn complete_compare(&mut self, value: Value, stage: Stage) -> Step {
        let op = self.waiting_op();
        if value != Value::NOT_IMPLEMENTED {
            return self.compared(op, value);
        }
        let Some((compare, a, b)) = self.comparison(op) else { return Ok(()) };
        let (class_a, class_b) = (self.heap.class_of(a), self.heap.class_of(b));
        match stage {
            Stage::RightFirst => self.compare_call(compare_name(compare), class_a, a, b, Stage::Right),
            Stage::Left => self.compare_call(compare_name(reflected(compare)), class_b, b, a, Stage::Right),
            Stage::InPlace | Stage::Right => self.compare_last(op, compare, a, b),
        }
    }

    fn compare_last(&mut self, op: Op, compare: CompareOp, a: Value, b: Value) -> Step {
        match compare {
            CompareOp::Eq => self.compared(op, Value::bool(a == b)),
            CompareOp::NotEq => self.compared(op, Value::bool(a != b)),
            CompareOp::Lt | CompareOp::LtE | CompareOp::Gt | CompareOp::GtE => {
                let (left, right) = (self.heap.type_name(a), self.heap.type_name(b));
                let symbol = compare.text();
                let message = format!("'{symbol}' not supported between instances of '{left}' and '{right}'");
                Err(self.type_error(message).into())
            }
        }
    }
}

/// The method of an operator and its reflected form.
pub(super) fn binary_names(op: BinaryOp) -> (Symbol, Symbol) {
    match op {
        BinaryOp::Add => (names::ADD, names::RADD),
        BinaryOp::Sub => (names::SUB, names::RSUB),
        BinaryOp::Mul => (names::MUL, names::RMUL),
        BinaryOp::MatMul => (names::MATMUL, names::RMATMUL),
        BinaryOp::Div => (names::TRUEDIV, names::RTRUEDIV),
        BinaryOp::FloorDiv => (names::FLOORDIV, names::RFLOORDIV),
        BinaryOp::Mod => (names::MOD, names::RMOD),
        BinaryOp::Pow => (names::POW, names::RPOW),
        BinaryOp::LeftShift => (names::LSHIFT, names::RLSHIFT),
        BinaryOp::RightShift => (names::RSHIFT, names::RRSHIFT),
        BinaryOp::BitAnd => (names::AND, names::RAND),
        BinaryOp::BitOr => (names::OR, names::ROR),
        BinaryOp::BitXor => (names::XOR, names::RXOR),
    }
}

fn inplace_name(op: BinaryOp) -> Symbol {
    match op {
        BinaryOp::Add => names::IADD,
        BinaryOp::Sub => names::ISUB,
        BinaryOp::Mul => names::IMUL,
        BinaryOp::MatMul => names::IMATMUL,
        BinaryOp::Div => names::ITRUEDIV,
        BinaryOp::FloorDiv => names::IFLOORDIV,
        BinaryOp::Mod => names::IMOD,
        BinaryOp::Pow => names::IPOW,
        BinaryOp::LeftShift => names::ILSHIFT,
        BinaryOp::RightShift => names::IRSHIFT,
        BinaryOp::BitAnd => names::IAND,
        BinaryOp::BitOr => names::IOR,
        BinaryOp::BitXor => names::IXOR,
    }
}

/// The method of a comparison.
pub(super) fn compare_name(op: CompareOp) -> Symbol {
    match op {
        CompareOp::Lt => names::LT,
        CompareOp::LtE => names::LE,
        CompareOp::Eq => names::EQ,
        CompareOp::NotEq => names::NE,
        CompareOp::Gt => names::GT,
        CompareOp::GtE => names::GE,
    }
}

/// The comparison with its operands swapped.
pub(super) fn reflected(op: CompareOp) -> CompareOp {
    match op {
        CompareOp::Lt => CompareOp::Gt,
        CompareOp::LtE => CompareOp::GtE,
        CompareOp::Eq => CompareOp::Eq,
        CompareOp::NotEq => CompareOp::NotEq,
        CompareOp::Gt => CompareOp::Lt,
        CompareOp::GtE => CompareOp::LtE,
    }
}

/// The mode of a `__getattr__` that answers in place of a getter: its own AttributeError is final.
pub(super) fn delegate_mode(mode: Mode) -> Mode {
    if mode == Mode::GetMethod { Mode::Method } else { Mode::Value }
}
