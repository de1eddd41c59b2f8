//! The Rust blocks of the guide, run as doctests. `tests/guide.rs` runs its Python blocks, and sees to it that every chapter
//! is here.

macro_rules! chapters {
    ($($name:ident: $file:literal;)*) => {
        $(
            #[doc = include_str!(concat!("../guide/src/", $file))]
            struct $name;
        )*
    };
}

chapters! {
    GettingStarted: "getting_started.md";
    Embedding: "embedding.md";
    Classes: "classes.md";
    Async: "async.md";
    Limits: "limits.md";
    Differences: "differences.md";
    Conformance: "conformance.md";
}
