//! Spans of the crate `tracing`: of tasks, and of the host's functions that they call. Without the feature `tracing` there is
//! nothing here, and it costs nothing.

#[cfg(feature = "tracing")]
mod on;
#[cfg(feature = "tracing")]
pub(crate) use on::{CallSpan, TaskSpans, host_call, host_future};

#[cfg(not(feature = "tracing"))]
mod off;
#[cfg(not(feature = "tracing"))]
pub(crate) use off::{CallSpan, TaskSpans, host_call, host_future};
