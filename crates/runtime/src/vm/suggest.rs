//! "Did you mean": the closest of several names, by CPython's measure (`Python/suggestions.c`).

const MOVE_COST: usize = 2;
const CASE_COST: usize = 1;

/// The longest name for which a close one is looked for, in bytes.
pub const MAX_LENGTH: usize = 40;

/// Among so many names none is looked for.
const TOO_MANY: usize = 750;

/// The candidate closest to `name`, if one is close enough.
pub fn closest<'a>(name: &str, candidates: impl Iterator<Item = &'a str> + Clone) -> Option<&'a str> {
    if name.is_empty() || name.len() > MAX_LENGTH || candidates.clone().nth(TOO_MANY - 1).is_some() {
        return None;
    }
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates.filter(|candidate| *candidate != name) {
        let longest = (name.len() + candidate.len() + 3) * MOVE_COST / 6;
        let limit = best.map_or(longest, |(distance, _)| longest.min(distance - 1));
        if let Some(distance) = distance(name.as_bytes(), candidate.as_bytes(), limit)
            && best.is_none_or(|(known, _)| distance < known)
        {
            best = Some((distance, candidate));
            if distance == 0 {
                break;
            }
        }
    }
    best.map(|(_, candidate)| candidate)
}

fn substitution(a: u8, b: u8) -> usize {
    if a == b {
        0
    } else if a.eq_ignore_ascii_case(&b) {
        CASE_COST
    } else {
        MOVE_COST
    }
}

/// Levenshtein distance with cheap changes of case; None above `limit`.
fn distance(a: &[u8], b: &[u8], limit: usize) -> Option<usize> {
    if a.len() > MAX_LENGTH || b.len() > MAX_LENGTH {
        return None;
    }
    let mut row: Vec<usize> = (0..=b.len()).map(|column| column * MOVE_COST).collect();
    for (line, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = (line + 1) * MOVE_COST;
        for (column, y) in b.iter().enumerate() {
            let change = diagonal + substitution(*x, *y);
            diagonal = row[column + 1];
            row[column + 1] = change.min(row[column] + MOVE_COST).min(diagonal + MOVE_COST);
        }
    }
    row.last().copied().filter(|distance| *distance <= limit)
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[test]
    fn close_names_are_offered() {
        assert_eq!(closest("lenght", ["length", "width"].into_iter()), Some("length"));
        assert_eq!(closest("zzz", ["length", "width"].into_iter()), None);
    }
}
