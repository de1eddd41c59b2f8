//! The guide: its Python blocks print what stands below them, and its chapters say what they must.
//!
//! A block is marked `python`, with `error` if an exception ends it, and with `differs` if CPython prints something else. The
//! text block that follows it, if one does, is what it prints, the traceback last.

use hognose::{Capabilities, Captured, Engine, Limits, VirtualClock, block_on};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A block of a chapter between two fences.
struct Block {
    chapter: String,
    /// Of its first fence.
    line: usize,
    marks: Vec<String>,
    text: String,
}

impl Block {
    fn has(&self, mark: &str) -> bool {
        self.marks.iter().any(|own| own == mark)
    }
}

fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The chapters' names and texts.
fn chapters() -> Vec<(String, String)> {
    let files = fs::read_dir(folder("guide/src")).expect("the guide is there");
    let mut chapters: Vec<(String, String)> = files
        .map(|file| {
            let path = file.expect("it can be listed").path();
            let name = path.file_name().expect("it has a name").to_string_lossy().into_owned();
            (name, fs::read_to_string(&path).expect("it is text"))
        })
        .filter(|(name, _)| name != "SUMMARY.md")
        .collect();
    chapters.sort();
    chapters
}

fn blocks(chapter: &str, text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for (index, line) in text.lines().enumerate() {
        match (&mut open, line.strip_prefix("```")) {
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some(block), None) => {
                block.text.push_str(line);
                block.text.push('\n');
            }
            (None, Some(info)) => {
                let marks = info.split(',').map(str::to_string).collect();
                open = Some(Block { chapter: chapter.to_string(), line: index + 1, marks, text: String::new() });
            }
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "{chapter}: the last block is not closed");
    blocks
}

/// What a script prints, and whether an exception ended it.
fn run(script: &str) -> (String, bool) {
    let printed = Captured::default();
    let clock = VirtualClock::starting_at(Duration::from_secs(1_750_000_000));
    let capabilities = Capabilities::none().output(printed.clone()).clock(clock);
    let engine = Engine::builder().build().expect("the engine builds");
    let mut vm = engine.vm_with(Limits::default().fuel(100_000_000), capabilities).expect("the machine starts");
    let done = engine.compile("script.py", script).and_then(|program| block_on(vm.run(&program)));
    let error = done.as_ref().err().map_or("", |error| error.traceback());
    vm.flush();
    (printed.out() + &printed.err() + error, done.is_err())
}

#[test]
fn python_blocks_print_what_stands_below_them() {
    let mut count = 0;
    for (name, text) in chapters() {
        let blocks = blocks(&name, &text);
        for (index, block) in blocks.iter().enumerate().filter(|(_, block)| block.has("python")) {
            let (printed, failed) = run(&block.text);
            let place = format!("{}:{}", block.chapter, block.line);
            assert_eq!(failed, block.has("error"), "{place} printed:\n{printed}");
            match blocks.get(index + 1).filter(|next| next.has("text")) {
                Some(expected) => assert_eq!(printed, expected.text, "{place}"),
                None => assert_eq!(printed, "", "{place}: what it prints must stand below it"),
            }
            count += 1;
        }
    }
    assert!(count >= 8, "only {count} blocks were found");
}

#[test]
fn every_chapter_is_in_the_summary_and_among_the_doctests() {
    let summary = fs::read_to_string(folder("guide/src/SUMMARY.md")).expect("the summary is there");
    let doctests = fs::read_to_string(folder("src/guide.rs")).expect("the module is there");
    for (name, text) in chapters() {
        assert!(summary.contains(&format!("({name})")), "{name} is not in the summary");
        assert!(doctests.contains(&format!("\"{name}\"")), "the Rust blocks of {name} are not run");
        let opening = text.split("\n## ").next().unwrap_or_default();
        assert!(opening.contains("\n```"), "{name} does not open with an example");
    }
}

#[test]
fn links_lead_to_chapters_and_their_headings() {
    let chapters = chapters();
    let anchors = |text: &str| -> Vec<String> {
        let headings = text.lines().filter_map(|line| line.strip_prefix('#'));
        let plain = |c: char| if c == ' ' { Some('-') } else { (c.is_alphanumeric() || c == '-').then_some(c) };
        headings
            .map(|heading| heading.trim_start_matches('#').trim().to_lowercase().chars().filter_map(plain).collect())
            .collect()
    };
    for (name, text) in &chapters {
        let links = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        for link in links.filter(|link| !link.is_empty()) {
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = chapters.iter().find(|(other, _)| other == file);
            let Some((_, target)) = target else { panic!("{name} links to {link}, which is no chapter") };
            let is_there = anchor.is_empty() || anchors(target).iter().any(|heading| heading == anchor);
            assert!(is_there, "{name} links to {link}, which is no heading");
        }
    }
}

/// The scripts below a folder of the conformance suite, as `differs/name` or `reject/feature/name`, with what is shown on
/// standard error.
fn scripts(below: &str) -> Vec<(String, String)> {
    let root = folder("../../conformance");
    let mut found = Vec::new();
    let mut folders = vec![root.join(below)];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).expect("the suite is beside the crates") {
            let path = entry.expect("it can be listed").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "py") {
                let name = path.strip_prefix(&root).expect("it is below").with_extension("");
                let name = name.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
                found.push((name, fs::read_to_string(path.with_extension("err")).unwrap_or_default()));
            }
        }
    }
    found
}

#[test]
fn the_differences_are_all_told() {
    let chapter = fs::read_to_string(folder("guide/src/differences.md")).expect("the chapter is there");
    let differs = scripts("differs").into_iter();
    let outside = scripts("reject").into_iter().filter(|(_, shown)| shown.contains("not in the subset"));
    let names: Vec<String> = differs.chain(outside).map(|(name, _)| name).collect();
    assert!(names.len() > 10, "{names:?}");
    for name in &names {
        assert!(chapter.contains(&format!("`{name}`")), "{name} is not among the differences");
    }
    let told = chapter.split('`').filter(|code| code.starts_with("reject/") || code.starts_with("differs/"));
    for name in told {
        assert!(names.iter().any(|script| script == name), "{name} is told and is no script");
    }
}
