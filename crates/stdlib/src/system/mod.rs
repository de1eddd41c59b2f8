//! What the process itself has, as capabilities for scripts: its streams, files, clocks, randomness and environment.

mod alarm;
mod clock;
#[cfg(any(unix, windows))]
mod directory;
mod environment;
mod files;
#[cfg(any(unix, windows))]
mod random;
mod standard_input;
mod standard_output;
mod texts;

pub use clock::SystemClock;
#[cfg(any(unix, windows))]
pub use directory::Directory;
pub use environment::ProcessEnvironment;
pub use files::SystemFiles;
#[cfg(any(unix, windows))]
pub use random::SystemRandom;
pub use standard_input::StandardInput;
pub use standard_output::StandardOutput;
pub use texts::write_texts;
