//! Texts that a host writes for people and their tools, not for scripts.

use std::fs;
use std::io;
use std::path::Path;

/// Writes texts into files below a folder; folders are made if need be.
///
/// # Errors
/// When one cannot be written.
pub fn write_texts<'a>(folder: &Path, texts: impl IntoIterator<Item = (&'a Path, &'a str)>) -> io::Result<()> {
    for (path, text) in texts {
        let file = folder.join(path);
        if let Some(parent) = file.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(file, text)?;
    }
    Ok(())
}
