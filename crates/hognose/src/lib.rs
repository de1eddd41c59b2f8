//! Hognose: a small Python for Rust programs, with native async generators.
//!
//! Every script that it accepts prints what CPython 3.13 prints; what it does not accept it refuses at compile time. This
//! crate is what a host uses: an [`Engine`] compiles scripts to [`Program`]s and makes [`Vm`]s that run them.
//!
//! ```
//! use hognose::{AsyncGenerator, Engine, Limits};
//!
//! let script = "
//! async def ledger(balance):
//!     while True:
//!         amount = yield balance
//!         balance += amount
//! ";
//! hognose::block_on(async {
//!     let engine = Engine::builder().build()?;
//!     let program = engine.compile("ledger.py", script)?;
//!     let mut vm = engine.vm(Limits::default())?;
//!     vm.run(&program).await?;
//!     let mut ledger: AsyncGenerator<i64, i64> = vm.call("ledger", (100,)).await?;
//!     vm.run_until(async {
//!         assert_eq!(ledger.anext().await?, Some(100));
//!         assert_eq!(ledger.asend(20).await?, Some(120));
//!         hognose::Result::Ok(())
//!     })
//!     .await
//! })
//! # .unwrap();
//! ```

#![forbid(unsafe_code)]

mod async_generator;
mod compile;
mod context;
mod convert;
mod engine;
mod error;
mod executor;
mod handle;
mod limits;
mod output;
#[cfg(feature = "miette")]
mod report;
mod syntax_error;
mod vm;

pub use async_generator::AsyncGenerator;
pub use context::{Context, Value};
pub use convert::{FromValue, FromValueOwned, IntoArgs, IntoValue};
pub use engine::{Engine, EngineBuilder, Program};
pub use error::{Error, ErrorFrame, ErrorKind, Exit, Result};
pub use executor::block_on;
pub use handle::Handle;
pub use hognose_runtime::host::{Host, HostFile, NoHost, OpenOptions, Stream};
pub use hognose_stdlib::system::{SystemHost, find_module, open_file};
pub use limits::Limits;
pub use output::{Captured, CapturedHost};
pub use vm::{Interrupt, Step, Vm};
