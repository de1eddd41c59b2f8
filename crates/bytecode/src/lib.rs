//! The instructions, the code objects that hold them, their printed form and the verifier that trusts nobody.
//!
//! Knows nothing of syntax trees and nothing of values at run time.

#![forbid(unsafe_code)]
// `R[dst]`, `N[name]` and `K[constant]` are the notation of the rows, not links.
#![allow(rustdoc::broken_intra_doc_links)]

mod code;
mod constant;
mod disasm;
mod operand;
mod ops;
mod verify;

pub use code::{
    CacheSite, Code, CodeKind, Flavor, Handler, HandlingRange, Local, LocalKind, ParameterSpec, SpanEntry, Visibility,
};
pub use constant::Const;
pub use disasm::disassemble;
pub use operand::{
    Access, BinaryOp, CacheIndex, ChildIndex, CompareOp, ConstIndex, ConstIndex16, Conversion, Count, Flag,
    GuardedBuiltin, In, NameIndex, Operand, Out, Singleton, Small, Target, UnaryOp, Update, Wide, Window,
};
pub use ops::Op;
pub use verify::{Problem, VerifyError, verify};
