//! The syntax tree: what the grammar builds and the compiler reads.
//!
//! Everything Python 3.13 can say is here, also what the subset refuses later. Spans are CPython's
//! (`lineno`/`col_offset` to `end_lineno`/`end_col_offset` of the same node), because tracebacks' carets come from them.
//! The depth of a tree is bounded where it is built (see the grammar), so that recursive walks and drops are safe.

use hognose_source::Span;
use std::rc::Rc;

/// An identifier's text after NFKC normalisation (not yet mangled).
pub type Name = Rc<str>;

/// A name and where it stands.
#[derive(Clone, PartialEq, Debug)]
pub struct Identifier {
    pub name: Name,
    pub span: Span,
}

/// A whole file.
#[derive(Debug)]
pub struct Module {
    pub body: Vec<Stmt>,
}

#[derive(Debug)]
pub struct Stmt {
    pub span: Span,
    pub kind: StmtKind,
}

/// A block of statements; never empty in a tree without errors.
pub type Body = Vec<Stmt>;

#[derive(Debug)]
pub enum StmtKind {
    Expr(Expr),
    /// `targets[0] = targets[1] = ... = value`
    Assign {
        targets: Vec<Expr>,
        value: Expr,
    },
    AugAssign {
        target: Expr,
        op: BinaryOp,
        value: Expr,
    },
    /// `simple` is true for a bare name without parentheses.
    AnnAssign {
        target: Expr,
        annotation: Expr,
        value: Option<Expr>,
        simple: bool,
    },
    Delete(Vec<Expr>),
    Pass,
    Break,
    Continue,
    Return(Option<Expr>),
    Raise {
        exception: Option<Expr>,
        cause: Option<Expr>,
    },
    Global(Vec<Identifier>),
    Nonlocal(Vec<Identifier>),
    Assert {
        test: Expr,
        message: Option<Expr>,
    },
    Import(Vec<ImportName>),
    /// `names` is empty for `from m import *`.
    ImportFrom {
        level: u32,
        module: Option<Identifier>,
        names: Vec<ImportName>,
        star: bool,
    },
    /// An `elif` is an `If` alone in `orelse`; a long chain is kept flat in `branches`: `(test, body)` in order.
    If {
        branches: Vec<(Expr, Body)>,
        orelse: Body,
    },
    While {
        test: Expr,
        body: Body,
        orelse: Body,
    },
    For {
        is_async: bool,
        target: Expr,
        iter: Expr,
        body: Body,
        orelse: Body,
    },
    Try {
        body: Body,
        handlers: Vec<ExceptHandler>,
        orelse: Body,
        finalbody: Body,
        is_star: bool,
    },
    With {
        is_async: bool,
        items: Vec<WithItem>,
        body: Body,
    },
    FunctionDef(Box<FunctionDef>),
    ClassDef(Box<ClassDef>),
    Match {
        subject: Expr,
        cases: Vec<MatchCase>,
    },
    TypeAlias {
        name: Expr,
        type_params: Vec<TypeParam>,
        value: Expr,
    },
    /// What stands where the parser recovered from an error.
    Error,
}

#[derive(Debug)]
pub struct FunctionDef {
    pub is_async: bool,
    pub name: Identifier,
    pub type_params: Vec<TypeParam>,
    pub parameters: Parameters,
    pub returns: Option<Expr>,
    pub body: Body,
    pub decorators: Vec<Expr>,
    /// From `def` or `async` to the end, without decorators (CPython's FunctionDef location).
    pub span: Span,
}

#[derive(Debug)]
pub struct ClassDef {
    pub name: Identifier,
    pub type_params: Vec<TypeParam>,
    pub arguments: Vec<Argument>,
    pub body: Body,
    pub decorators: Vec<Expr>,
    /// From `class` to the end, without decorators.
    pub span: Span,
}

/// Parameters in the order written, sorted by kind.
#[derive(Debug, Default)]
pub struct Parameters {
    pub positional_only: Vec<Parameter>,
    pub positional_or_keyword: Vec<Parameter>,
    pub var_positional: Option<Parameter>,
    pub keyword_only: Vec<Parameter>,
    pub var_keyword: Option<Parameter>,
}

#[derive(Debug)]
pub struct Parameter {
    pub name: Identifier,
    pub annotation: Option<Expr>,
    pub default: Option<Expr>,
}

/// One argument of a call or of a class header, in the order written.
#[derive(Debug)]
pub enum Argument {
    Positional(Expr),
    /// `*iterable`; the span begins at the star.
    Star(Expr, Span),
    /// `name=value`; the span is the whole argument.
    Keyword(Identifier, Expr, Span),
    /// `**mapping`; the span begins at the stars.
    DoubleStar(Expr, Span),
}

impl Argument {
    /// Whether it is given by name: `name=value` or `**mapping`.
    pub fn is_named(&self) -> bool {
        match self {
            Argument::Keyword(..) | Argument::DoubleStar(..) => true,
            Argument::Positional(_) | Argument::Star(..) => false,
        }
    }
}

#[derive(Debug)]
pub struct TypeParam {
    pub kind: TypeParamKind,
    pub name: Identifier,
    pub bound: Option<Expr>,
    pub default: Option<Expr>,
    pub span: Span,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TypeParamKind {
    TypeVar,
    TypeVarTuple,
    ParamSpec,
}

/// `name` is dotted in `import a.b`; `alias` is the `as` name.
#[derive(Debug)]
pub struct ImportName {
    pub name: Identifier,
    pub alias: Option<Identifier>,
    pub span: Span,
}

#[derive(Debug)]
pub struct ExceptHandler {
    pub exception: Option<Expr>,
    pub name: Option<Identifier>,
    pub body: Body,
    pub span: Span,
}

#[derive(Debug)]
pub struct WithItem {
    pub context: Expr,
    pub target: Option<Expr>,
}

#[derive(Debug)]
pub struct MatchCase {
    pub pattern: Pattern,
    pub guard: Option<Expr>,
    pub body: Body,
}

#[derive(Debug)]
pub struct Pattern {
    pub span: Span,
    pub kind: PatternKind,
}

#[derive(Debug)]
pub enum PatternKind {
    Wildcard,
    Capture(Identifier),
    /// A dotted name: compared with `==`.
    Value(Expr),
    /// A number, string or signed or complex number: compared with `==`; None, True, False: with `is`.
    Literal(Expr),
    Or(Vec<Pattern>),
    As {
        pattern: Box<Pattern>,
        name: Identifier,
    },
    /// `*name` inside a sequence; None for `*_`.
    Star(Option<Identifier>),
    Sequence(Vec<Pattern>),
    Mapping {
        items: Vec<(Expr, Pattern)>,
        rest: Option<Identifier>,
    },
    Class {
        class: Expr,
        positional: Vec<Pattern>,
        keyword: Vec<(Identifier, Pattern)>,
    },
}

#[derive(Debug)]
pub struct Expr {
    pub span: Span,
    pub kind: ExprKind,
    /// Written inside its own parentheses, which the span does not include.
    pub parenthesized: bool,
}

#[derive(Debug)]
pub enum ExprKind {
    Name(Name),
    None,
    True,
    False,
    Ellipsis,
    Number(Number),
    /// Adjacent literals are already joined.
    Str(Rc<str>),
    Bytes(Rc<[u8]>),
    FString(Vec<FStringPart>),
    Tuple(Vec<Expr>),
    List(Vec<Expr>),
    Set(Vec<Expr>),
    /// A missing key is `**value`.
    Dict(Vec<(Option<Expr>, Expr)>),
    Binary {
        left: Box<Expr>,
        op: BinaryOp,
        right: Box<Expr>,
    },
    Unary {
        op: UnaryOp,
        operand: Box<Expr>,
    },
    /// `a and b and c`: two or more operands.
    Bool {
        op: BoolOp,
        operands: Vec<Expr>,
    },
    Compare {
        left: Box<Expr>,
        rest: Vec<(CompareOp, Expr)>,
    },
    Conditional {
        test: Box<Expr>,
        body: Box<Expr>,
        orelse: Box<Expr>,
    },
    Lambda(Box<Lambda>),
    /// `target := value`
    Named {
        target: Identifier,
        value: Box<Expr>,
    },
    Starred(Box<Expr>),
    Attribute {
        value: Box<Expr>,
        attribute: Identifier,
    },
    Subscript {
        value: Box<Expr>,
        index: Box<Expr>,
    },
    /// Only inside a subscript.
    Slice {
        lower: Option<Box<Expr>>,
        upper: Option<Box<Expr>>,
        step: Option<Box<Expr>>,
    },
    Call {
        function: Box<Expr>,
        arguments: Vec<Argument>,
    },
    Comprehension(Box<Comprehension>),
    Yield(Option<Box<Expr>>),
    YieldFrom(Box<Expr>),
    Await(Box<Expr>),
    /// What stands where the parser recovered from an error.
    Error,
}

#[derive(Debug)]
pub struct Lambda {
    pub parameters: Parameters,
    pub body: Expr,
}

#[derive(Clone, PartialEq, Debug)]
pub enum Number {
    Int(i64),
    /// Too large for `Int`: the digits in `radix` without prefix and underscores.
    BigInt {
        digits: Rc<str>,
        radix: u32,
    },
    Float(f64),
    Imaginary(f64),
}

#[derive(Debug)]
pub struct Comprehension {
    pub kind: ComprehensionKind,
    /// The element, or the key of a dict comprehension.
    pub element: Expr,
    /// The value of a dict comprehension.
    pub value: Option<Expr>,
    pub clauses: Vec<ComprehensionClause>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ComprehensionKind {
    List,
    Set,
    Dict,
    Generator,
}

#[derive(Debug)]
pub struct ComprehensionClause {
    pub is_async: bool,
    pub target: Expr,
    pub iter: Expr,
    pub conditions: Vec<Expr>,
}

#[derive(Debug)]
pub enum FStringPart {
    /// Text with escapes and doubled braces already resolved.
    Literal(Rc<str>),
    Field(Box<FStringField>),
}

#[derive(Debug)]
pub struct FStringField {
    pub value: Expr,
    /// For `{x = }`: the source text up to and with the `=` and the white space around it.
    pub debug_text: Option<Rc<str>>,
    pub conversion: Option<Conversion>,
    /// The format specification; its parts may hold fields again.
    pub format_spec: Option<Vec<FStringPart>>,
    pub span: Span,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Conversion {
    Str,
    Repr,
    Ascii,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BinaryOp {
    Add,
    Sub,
    Mul,
    MatMul,
    Div,
    FloorDiv,
    Mod,
    Pow,
    LeftShift,
    RightShift,
    BitAnd,
    BitOr,
    BitXor,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum UnaryOp {
    Negative,
    Positive,
    Invert,
    Not,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BoolOp {
    And,
    Or,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CompareOp {
    Eq,
    NotEq,
    Lt,
    LtE,
    Gt,
    GtE,
    Is,
    IsNot,
    In,
    NotIn,
}

impl BinaryOp {
    /// The operator as written.
    pub fn symbol(self) -> &'static str {
        match self {
            BinaryOp::Add => "+",
            BinaryOp::Sub => "-",
            BinaryOp::Mul => "*",
            BinaryOp::MatMul => "@",
            BinaryOp::Div => "/",
            BinaryOp::FloorDiv => "//",
            BinaryOp::Mod => "%",
            BinaryOp::Pow => "**",
            BinaryOp::LeftShift => "<<",
            BinaryOp::RightShift => ">>",
            BinaryOp::BitAnd => "&",
            BinaryOp::BitOr => "|",
            BinaryOp::BitXor => "^",
        }
    }
}
