//! Every input of every corpus, on stable and without libFuzzer: what was found once is not found again.

use hognose_fuzz::TARGETS;
use std::path::{Path, PathBuf};

/// A fuzzer's inputs are run on the thread that it has; here on one with a small stack.
const STACK: usize = 2 << 20;

fn inputs(target: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target);
    let entries = std::fs::read_dir(&folder).expect("each target has a corpus");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("it can be read").path()).collect();
    paths.sort();
    paths
}

#[test]
fn every_input_of_every_corpus_is_survived() {
    for (name, target) in TARGETS {
        let inputs = inputs(name);
        assert!(inputs.len() >= 20, "the corpus of {name} is there");
        for input in inputs {
            let bytes = std::fs::read(&input).expect("the input can be read");
            let target = *target;
            let thread = std::thread::Builder::new().stack_size(STACK).spawn(move || target(&bytes));
            let ended = thread.expect("the thread starts").join();
            assert!(ended.is_ok(), "{} panics", input.display());
        }
    }
}
