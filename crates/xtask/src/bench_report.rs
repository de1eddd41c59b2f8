//! Tables of what `bench` measured.

use std::fmt::Write as _;
use std::io;
use std::path::Path;

/// The median of one program's runs under one implementation.
pub struct Measured {
    pub seconds: f64,
    pub kibibytes: u64,
}

/// One program under all implementations; hognose comes first.
pub struct Row {
    pub program: String,
    pub measured: Vec<Option<Measured>>,
    pub faults: Vec<String>,
}

impl Row {
    /// Hognose's time as a part of another implementation's.
    fn ratio(&self, other: usize) -> Option<f64> {
        let own = self.measured.first()?.as_ref()?;
        let other = self.measured.get(other)?.as_ref()?;
        (other.seconds > 0.0).then(|| own.seconds / other.seconds)
    }
}

/// Prints the table with aligned columns.
pub fn print(names: &[&str], rows: &[Row]) {
    let table = table(names, rows);
    let columns = table.first().map_or(0, Vec::len);
    let width = |column: usize| table.iter().filter_map(|row| row.get(column)).map(String::len).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    for row in &table {
        let mut line = String::new();
        for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let _ = if column == 0 { write!(line, "{cell:<width$}") } else { write!(line, "  {cell:>width$}") };
        }
        println!("{}", line.trim_end());
    }
}

/// Writes the table in Markdown.
pub fn write_markdown(file: &Path, names: &[&str], rows: &[Row]) -> io::Result<()> {
    let table = table(names, rows);
    let mut text = String::new();
    for (number, row) in table.iter().enumerate() {
        text.push_str(&format!("| {} |\n", row.join(" | ")));
        if number == 0 {
            text.push_str(&format!("|{}\n", row.iter().map(|_| " --- |").collect::<String>()));
        }
    }
    std::fs::write(file, text)
}

fn table(names: &[&str], rows: &[Row]) -> Vec<Vec<String>> {
    let mut head = vec!["program".to_string()];
    head.extend(names.iter().map(|name| format!("{name} s")));
    head.extend(names.iter().skip(1).map(|name| format!("ratio to {name}")));
    head.extend(names.iter().map(|name| format!("{name} MiB")));
    let mut table = vec![head];
    let cell = |value: Option<f64>, digits: usize| value.map_or("-".to_string(), |value| format!("{value:.digits$}"));
    for row in rows {
        let mut cells = vec![row.program.clone()];
        cells.extend(row.measured.iter().map(|one| cell(one.as_ref().map(|one| one.seconds), 3)));
        cells.extend((1..names.len()).map(|other| cell(row.ratio(other), 2)));
        cells.extend(row.measured.iter().map(|one| cell(one.as_ref().map(|one| one.kibibytes as f64 / 1024.0), 1)));
        table.push(cells);
    }
    let mut last = vec!["geometric mean".to_string()];
    last.extend(names.iter().map(|_| String::new()));
    last.extend((1..names.len()).map(|other| cell(geometric_mean(rows.iter().filter_map(|row| row.ratio(other))), 2)));
    last.extend(names.iter().map(|_| String::new()));
    table.push(last);
    table
}

fn geometric_mean(ratios: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = ratios.fold((0.0, 0u32), |(sum, count), ratio| (sum + ratio.ln(), count + 1));
    (count > 0).then(|| (sum / f64::from(count)).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_geometric_mean_of_a_half_and_a_double_is_one() {
        assert_eq!(geometric_mean([0.5, 2.0].into_iter()), Some(1.0));
        assert_eq!(geometric_mean(std::iter::empty()), None);
    }
}
