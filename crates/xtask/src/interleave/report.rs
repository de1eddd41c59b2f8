//! What is printed at the end, and the files that a difference leaves.

use super::feature::{COUNTED, Feature};
use super::runner::{End, Outcome};
use super::script::minimal;
use super::tree::{Node, count_lines};
use similar::TextDiff;
use std::collections::BTreeSet;
use std::path::Path;

/// A feature that fewer percent of the cases use is not tested.
const LEAST_SHARE: f64 = 1.0;

/// What happened to all cases.
#[derive(Default, Debug)]
pub struct Tally {
    pub counted: usize,
    pub differed: usize,
    /// CPython did not do the same twice, did not end, or failed.
    pub unsteady: usize,
    uses: Vec<(Feature, usize)>,
}

impl Tally {
    /// Counts a case that counts.
    pub fn count(&mut self, features: &BTreeSet<Feature>) {
        self.counted += 1;
        if self.uses.is_empty() {
            let counted = COUNTED.iter().filter(|feature| !matches!(feature, Feature::Scaffold | Feature::End));
            self.uses = counted.map(|feature| (*feature, 0)).collect();
        }
        for (feature, uses) in &mut self.uses {
            *uses += usize::from(features.contains(feature));
        }
    }

    /// The shares of the features and the sums.
    pub fn print(&self) {
        let share = |uses: usize| 100.0 * uses as f64 / self.counted.max(1) as f64;
        for (feature, uses) in &self.uses {
            let remark = if share(*uses) < LEAST_SHARE { "  too few" } else { "" };
            println!("{feature:38} {:6.1} %{remark}", share(*uses));
        }
        println!(
            "interleave: {} cases counted, {} differed, {} left out: CPython was not the same twice, or failed",
            self.counted, self.differed, self.unsteady
        );
    }
}

/// A case on which the implementations do not agree, shrunk.
#[derive(Debug)]
pub struct Difference {
    pub seed: u64,
    pub case: usize,
    pub program: Vec<Node>,
    pub expected: Outcome,
    pub found: Outcome,
}

impl Difference {
    /// Writes the program and what both made of it, and prints where.
    pub fn keep(&self, folder: &Path) -> Result<(), String> {
        let name = format!("seed{}_case{}", self.seed, self.case);
        let script = folder.join(format!("{name}.py"));
        let diff = TextDiff::from_lines(&described(&self.expected), &described(&self.found))
            .unified_diff()
            .context_radius(100)
            .header("CPython", "Hognose")
            .to_string();
        let fault = |error: std::io::Error| format!("cannot write to {}: {error}", folder.display());
        std::fs::create_dir_all(folder).map_err(fault)?;
        std::fs::write(&script, minimal(&self.program)).map_err(fault)?;
        std::fs::write(folder.join(format!("{name}.diff")), &diff).map_err(fault)?;
        println!("difference: {} ({} lines)\n{diff}", script.display(), count_lines(&self.program));
        Ok(())
    }
}

/// The output and how it ended.
fn described(outcome: &Outcome) -> String {
    let end = match &outcome.end {
        End::Passed => String::new(),
        End::Exited { status, last_line } => format!("exit status {status}: {last_line}\n"),
        End::TimedOut => "did not end\n".to_string(),
    };
    format!("{}{end}", outcome.output)
}
