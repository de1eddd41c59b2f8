//! Scopes, register allocation and code generation of Hognose.
