//! What CPython printed, made independent of the machine: paths, addresses and the frames of its own library.

/// Standard output with the addresses in default reprs replaced.
pub fn normalise_out(text: &str) -> String {
    replace_hex(text, " at 0x")
}

/// Standard error: files of the script's folder get their bare names, frames of the library go, addresses too.
pub fn normalise_err(text: &str, folder: &str) -> String {
    let text = text.replace("\r\n", "\n").replace(&format!("{folder}/"), "");
    replace_hex(&without_library_frames(&text), "0x")
}

/// Replaces the hexadecimal digits behind each `prefix` by `...`.
fn replace_hex(text: &str, prefix: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(prefix) {
        let (before, after) = rest.split_at(at + prefix.len());
        let digits = after.bytes().take_while(u8::is_ascii_hexdigit).count();
        result.push_str(before);
        if digits > 0 {
            result.push_str("...");
        }
        rest = &after[digits..];
    }
    result.push_str(rest);
    result
}

/// Drops the traceback frames whose file is given by an absolute path: CPython's library is written in Python, ours is not
/// seen in tracebacks.
fn without_library_frames(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut dropped_column = None;
    for line in text.split_inclusive('\n') {
        let column = line.find(|c: char| c != ' ' && c != '|').unwrap_or(line.len());
        if dropped_column.is_some_and(|dropped| column > dropped) {
            continue;
        }
        let content = line.get(column..).unwrap_or("");
        let library = content.starts_with("File \"/") || content.starts_with("File \"<frozen ");
        dropped_column = library.then_some(column);
        if !library {
            result.push_str(line);
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_replaced_but_numbers_stay_in_output() {
        assert_eq!(normalise_out("<C object at 0x7f01ab> 0xff\n"), "<C object at 0x...> 0xff\n");
    }

    #[test]
    fn frames_of_the_library_are_dropped_with_their_source_lines() {
        let text = "  File \"a.py\", line 1, in <module>\n    f()\n  File \"/usr/lib/x.py\", line 2, in g\n    h(\n    ~~^\nE: x\n";
        assert_eq!(normalise_err(text, "/tmp"), "  File \"a.py\", line 1, in <module>\n    f()\nE: x\n");
    }

    #[test]
    fn library_frames_inside_groups_are_dropped() {
        let text = "  |   File \"/lib/tasks.py\", line 9, in f\n    |     x\n  |     x()\n  | E: y\n";
        assert_eq!(normalise_err(text, "/tmp"), "  | E: y\n");
    }
}
