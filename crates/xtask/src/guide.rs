//! The Python blocks of the guide under CPython: what stands below each is what CPython prints. That Hognose prints it too is
//! for the guide's own tests.

use crate::oracle;
use crate::paths;
use std::fs;
use std::path::Path;

/// A block between two fences: the line of its first one, the words behind that, and its text.
struct Block {
    line: usize,
    marks: String,
    text: String,
}

/// What differs, one entry for each block.
pub fn check(python: &Path) -> Result<Vec<String>, String> {
    let scratch = std::env::temp_dir().join(format!("hognose-guide-{}", std::process::id()));
    fs::create_dir_all(&scratch).map_err(|error| format!("cannot make {}: {error}", scratch.display()))?;
    let scratch = scratch.canonicalize().map_err(|error| error.to_string())?;
    let checked = check_in(&scratch, python);
    // What is left behind there harms nobody.
    let _ = fs::remove_dir_all(&scratch);
    checked
}

fn check_in(scratch: &Path, python: &Path) -> Result<Vec<String>, String> {
    let mut faults = Vec::new();
    let chapters = paths::files_below(&paths::workspace().join("crates/hognose/guide/src"));
    for chapter in chapters.map_err(|error| format!("cannot list the guide: {error}"))? {
        let text = fs::read_to_string(&chapter).map_err(|error| format!("cannot read a chapter: {error}"))?;
        let blocks = blocks(&text);
        for (index, block) in blocks.iter().enumerate() {
            let marks: Vec<&str> = block.marks.split(',').collect();
            if !marks.contains(&"python") || marks.contains(&"differs") {
                continue;
            }
            fs::write(scratch.join("script.py"), &block.text).map_err(|error| error.to_string())?;
            let (out, err) = oracle::printed(python, scratch, "script.py")?;
            let shown = blocks.get(index + 1).filter(|next| next.marks == "text").map_or("", |next| &next.text);
            let printed = out + &err;
            if printed != shown {
                faults.push(format!("{}:{}: CPython prints\n{printed}", paths::shown(&chapter), block.line));
            }
        }
    }
    Ok(faults)
}

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut is_open = false;
    for (index, line) in text.lines().enumerate() {
        match (is_open, line.strip_prefix("```")) {
            (false, Some(marks)) => {
                blocks.push(Block { line: index + 1, marks: marks.to_string(), text: String::new() });
                is_open = true;
            }
            (true, Some(_)) => is_open = false,
            (true, None) => blocks.iter_mut().next_back().into_iter().for_each(|block| {
                block.text.push_str(line);
                block.text.push('\n');
            }),
            (false, None) => {}
        }
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_have_their_marks_and_text() {
        let found = blocks("# A\n```python,error\na\n\nb\n```\ntext\n```text\nc\n```\n");
        let shown: Vec<(usize, &str, &str)> =
            found.iter().map(|block| (block.line, block.marks.as_str(), block.text.as_str())).collect();
        assert_eq!(shown, [(2, "python,error", "a\n\nb\n"), (8, "text", "c\n")]);
    }
}
