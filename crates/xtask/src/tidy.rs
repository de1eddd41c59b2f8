//! The house rules that a machine can check.

use crate::paths;
use std::path::Path;
use toml::Table;

/// A file over this many lines is more than one room.
const LONGEST: usize = 800;

/// Tables, which may be longer.
const TABLES: &[&str] = &["grammar/src/hognose.lalrpop", "crates/runtime/src/text/tables.rs"];

/// Which crates of ours a crate may use, nearest first.
const DIRECTION: &[(&str, &[&str])] = &[
    ("hognose-source", &[]),
    ("hognose-syntax", &["hognose-source"]),
    ("hognose-grammar", &["hognose-syntax", "hognose-source"]),
    ("hognose-bytecode", &["hognose-source"]),
    ("hognose-compiler", &["hognose-syntax", "hognose-bytecode", "hognose-source"]),
    ("hognose-runtime", &["hognose-bytecode", "hognose-source"]),
    ("hognose-stdlib", &["hognose-runtime"]),
    ("hognose-derive", &[]),
    (
        "hognose",
        &[
            "hognose-source",
            "hognose-syntax",
            "hognose-grammar",
            "hognose-bytecode",
            "hognose-compiler",
            "hognose-runtime",
            "hognose-stdlib",
            "hognose-derive",
        ],
    ),
    ("hognose-conformance", &["hognose"]),
    ("hognose-cli", &["hognose", "hognose-conformance"]),
    (
        "hognose-fuzz",
        &[
            "hognose",
            "hognose-source",
            "hognose-grammar",
            "hognose-bytecode",
            "hognose-compiler",
            "hognose-runtime",
            "hognose-stdlib",
        ],
    ),
    ("hognose-libfuzzer", &["hognose-fuzz"]),
    ("hognose-examples", &["hognose"]),
    ("hognose-bench", &["hognose"]),
    ("xtask", &[]),
];

/// Folders that only a particular machine has.
const MACHINE_PATHS: &[&str] = &["/root/", "/home/", "/work/", "/tmp/hog/"];

/// Checks everything and prints what is wrong. The answer is whether nothing was.
pub fn run() -> Result<bool, String> {
    let root = paths::workspace();
    let files = paths::files_below(&root).map_err(|error| format!("cannot list the files: {error}"))?;
    let mut faults = Vec::new();
    let mut checked = 0;
    for file in &files {
        let shown = paths::shown(file);
        let Ok(text) = std::fs::read_to_string(file) else { continue };
        checked += 1;
        let extension = file.extension().and_then(|extension| extension.to_str());
        match extension {
            Some("rs") => check_rust(&shown, &text, &mut faults),
            Some("lalrpop") => check_length(&shown, &text, &mut faults),
            Some("toml") if shown.ends_with("Cargo.toml") => check_manifest(file, &shown, &text, &mut faults),
            _ => {}
        }
        check_paths(&shown, &text, &mut faults);
    }
    for fault in &faults {
        println!("{fault}");
    }
    println!("tidy: {checked} files, {} faults", faults.len());
    Ok(faults.is_empty())
}

fn check_rust(shown: &str, text: &str, faults: &mut Vec<String>) {
    if !text.starts_with("//!") {
        faults.push(format!("{shown}:1: does not open with `//!`"));
    }
    check_length(shown, text, faults);
    let word = ["un", "safe"].concat();
    for (number, line) in text.lines().enumerate() {
        let code = line.split("//").next().unwrap_or(line);
        if has_word(code, &word) {
            faults.push(format!("{shown}:{}: {word} code", number + 1));
        }
    }
    let is_root = ["src/lib.rs", "src/main.rs"].iter().any(|root| shown.ends_with(root));
    if is_root && !text.contains("#![forbid(unsafe_code)]") {
        faults.push(format!("{shown}: lacks #![forbid(unsafe_code)]"));
    }
}

fn check_length(shown: &str, text: &str, faults: &mut Vec<String>) {
    let lines = text.lines().count();
    if lines > LONGEST && !TABLES.contains(&shown) {
        faults.push(format!("{shown}: {lines} lines, more than {LONGEST}"));
    }
}

/// Whether `word` stands in `text` between characters that no name has.
fn has_word(text: &str, word: &str) -> bool {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        !before.is_some_and(is_name) && !after.is_some_and(is_name)
    })
}

fn check_paths(shown: &str, text: &str, faults: &mut Vec<String>) {
    if shown == "crates/xtask/src/tidy.rs" {
        return;
    }
    for (number, line) in text.lines().enumerate() {
        if let Some(path) = MACHINE_PATHS.iter().find(|path| line.contains(**path)) {
            faults.push(format!("{shown}:{}: names a machine's folder, {path}", number + 1));
        }
    }
}

fn check_manifest(file: &Path, shown: &str, text: &str, faults: &mut Vec<String>) {
    let manifest: Table = match text.parse() {
        Ok(manifest) => manifest,
        Err(error) => return faults.push(format!("{shown}: {error}")),
    };
    let Some(name) = manifest.get("package").and_then(|package| package.get("name")?.as_str()) else { return };
    let inherits = manifest.get("lints").and_then(|lints| lints.get("workspace")?.as_bool());
    if inherits != Some(true) {
        faults.push(format!("{shown}: does not take the workspace's lints"));
    }
    let Some((_, allowed)) = DIRECTION.iter().find(|(crate_name, _)| *crate_name == name) else {
        return faults.push(format!("{shown}: crate {name} has no place in the list of {}", file!()));
    };
    let used = manifest.get("dependencies").and_then(|dependencies| dependencies.as_table());
    let used = used.into_iter().flat_map(|table| table.keys()).filter(|used| used.starts_with("hognose"));
    for used in used.filter(|used| !allowed.contains(&used.as_str())) {
        faults.push(format!("{shown}: {name} must not depend on {used}"));
    }
    for (field, value) in manifest.get("package").and_then(|package| package.as_table()).into_iter().flatten() {
        let shared = ["version", "edition", "rust-version", "license"].contains(&field.as_str());
        if shared && value.is_str() {
            faults.push(format!("{shown}: {field} is not the workspace's"));
        }
    }
    // Each folder of the examples is a program of its own.
    if name != "hognose-examples" && !file.with_file_name("src").is_dir() {
        faults.push(format!("{shown}: has no src"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_from_parts_of_names() {
        assert!(has_word("a gap {", "gap"));
        assert!(!has_word("forbid(gap_code)", "gap"));
        assert!(!has_word("nogap", "gap"));
    }
}
