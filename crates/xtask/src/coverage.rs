//! What no conformance script reaches: instructions, by counting them, and error texts, by looking for them in the
//! transcripts.

use crate::paths;
use std::path::Path;
use std::process::Command;

/// Error texts in the sources are arguments of calls whose names end so.
const RAISERS: &[&str] = &["_error(", "_error_of(", "raise_text(", "attribute_error_for(", "unsupported("];

/// Prints what is not reached. The answer is whether every instruction is.
pub fn run() -> Result<bool, String> {
    let root = paths::workspace();
    let missing = missing_instructions(&root)?;
    println!("Instructions that no script executes: {}", missing.len());
    for name in &missing {
        println!("  {name}");
    }
    let transcripts = transcripts(&root)?;
    let mut unreached = Vec::new();
    let mut total = 0;
    for crate_name in ["runtime", "stdlib"] {
        let files = paths::files_below(&root.join("crates").join(crate_name).join("src"));
        for file in files.map_err(|error| error.to_string())? {
            let text = std::fs::read_to_string(&file).map_err(|error| error.to_string())?;
            for (line, message) in messages(&text) {
                total += 1;
                if !is_reached(&message, &transcripts) {
                    unreached.push(format!("{}:{line}: {message}", paths::shown(&file)));
                }
            }
        }
    }
    println!("Error texts that no transcript shows: {} of {total}", unreached.len());
    for text in &unreached {
        println!("  {text}");
    }
    Ok(missing.is_empty())
}

fn missing_instructions(root: &Path) -> Result<Vec<String>, String> {
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--package", "hognose-cli", "--", "test", "--coverage", "conformance/run"])
        .current_dir(root)
        .output()
        .map_err(|error| format!("cannot run cargo: {error}"))?;
    if !output.status.success() {
        return Err(format!("the scripts cannot be run:\n{}", String::from_utf8_lossy(&output.stderr)));
    }
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    Ok(text.lines().filter_map(|line| line.strip_prefix("0 ")).map(str::to_string).collect())
}

/// All transcripts in one text.
fn transcripts(root: &Path) -> Result<String, String> {
    let files = paths::files_below(&root.join("conformance")).map_err(|error| error.to_string())?;
    let is_transcript = |file: &&std::path::PathBuf| file.extension().is_some_and(|e| e == "out" || e == "err");
    let texts = files.iter().filter(is_transcript).filter_map(|file| std::fs::read_to_string(file).ok());
    Ok(texts.collect::<Vec<_>>().join("\n"))
}

/// The error texts of a source file with their lines: the string literals that follow a raising call.
fn messages(source: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (number, line) in source.lines().enumerate() {
        let Some(after) = RAISERS.iter().find_map(|raiser| line.split_once(raiser).map(|(_, after)| after)) else {
            continue;
        };
        if let Some(text) = literal(after) {
            found.push((number + 1, text));
        }
    }
    found
}

/// The first string literal, escapes undone.
fn literal(text: &str) -> Option<String> {
    let (_, mut rest) = text.split_once('"')?;
    let mut result = String::new();
    while let Some(c) = rest.chars().next() {
        rest = rest.get(c.len_utf8()..)?;
        match c {
            '"' => return (result.len() > 3).then_some(result),
            '\\' => {
                let escaped = rest.chars().next()?;
                result.push(if escaped == 'n' { '\n' } else { escaped });
                rest = rest.get(escaped.len_utf8()..)?;
            }
            c => result.push(c),
        }
    }
    None
}

/// Whether a line of the transcripts holds the parts of a text between its `{}` fields, in order.
fn is_reached(message: &str, transcripts: &str) -> bool {
    let mut parts = Vec::new();
    let mut rest = message;
    while let Some((before, after)) = rest.split_once('{') {
        parts.push(before);
        rest = after.split_once('}').map_or("", |(_, after)| after);
    }
    parts.push(rest);
    transcripts.lines().any(|line| {
        let mut left = line;
        parts.iter().all(|part| match left.find(part) {
            Some(at) => {
                left = left.get(at + part.len()..).unwrap_or("");
                true
            }
            None => false,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_of_a_text_match_anything() {
        assert!(is_reached("'{}' object is not {what}", "TypeError: 'int' object is not callable"));
        assert!(!is_reached("'{}' object is not {what}", "TypeError: nothing"));
    }

    #[test]
    fn texts_are_found_behind_raisers() {
        let source = "return Err(vm.type_error(format!(\"bad {x}\")));\nlet x = \"no\";";
        assert_eq!(messages(source), [(1, "bad {x}".to_string())]);
    }
}
