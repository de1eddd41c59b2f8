//! Where things are in the workspace, and walks over its files.

use std::io;
use std::path::{Path, PathBuf};

/// The workspace's folder: that of `cargo xtask`'s own manifest, two up.
pub fn workspace() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.ancestors().nth(2).unwrap_or(manifest).to_path_buf()
}

/// The release binary of the command, wherever cargo puts what it builds.
pub fn release_binary() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| workspace().join("target"), PathBuf::from);
    target.join("release").join("hognose")
}

/// All files below `folder`, sorted; hidden folders and `target` are left out.
pub fn files_below(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_dir() {
                let hidden = name.starts_with('.') && name != ".ci" && name != ".cargo";
                if !hidden && name != "target" && name != "__pycache__" {
                    folders.push(path);
                }
            } else if name != ".git" {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// The scripts among and below `paths`.
pub fn scripts(paths: &[PathBuf]) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            let is_script = |file: &PathBuf| file.extension().is_some_and(|e| e == "py") && !is_imported(file);
            found.extend(files_below(path)?.into_iter().filter(is_script));
        } else {
            found.push(path.clone());
        }
    }
    Ok(found)
}

/// Whether a file below `conformance/run` is a module that scripts import: these are the ones in folders of a feature's
/// folder.
fn is_imported(file: &Path) -> bool {
    let file = file.canonicalize().unwrap_or_else(|_| file.to_path_buf());
    let below = file.strip_prefix(workspace().join("conformance/run")).map(|below| below.components().count());
    below.is_ok_and(|depth| depth > 2)
}

/// A path as a user of the workspace would write it.
pub fn shown(path: &Path) -> String {
    let root = workspace();
    path.strip_prefix(&root).unwrap_or(path).display().to_string()
}
