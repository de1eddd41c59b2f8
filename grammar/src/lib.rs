//! The LALRPOP grammar of Hognose.
