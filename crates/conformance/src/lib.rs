//! Script tests: a folder of scripts, each with the transcript it must print.
//!
//! `NAME.py` is a script, `NAME.out` what it must print on standard output, `NAME.err` on standard error if that is not
//! empty. Scripts below a folder named `reject` must be refused at compile time, with the rendered diagnostic as `.err`.
//! Where the transcripts come from is not this crate's matter (`cargo xtask oracle`, or `bless`).

#![forbid(unsafe_code)]

mod case;
mod normalise;
mod run;

pub use case::{Case, find};
pub use normalise::{normalise_err, normalise_out};
pub use run::{Mode, Transcript, instruction_counts, render};
