//! Prints one table: each case, what it takes in each contender, and Hognose's share of Lua's time. The contenders take
//! turns, short and many, so that a machine that is busy with other things leaves some of each alone; the least time of each
//! counts.
//!
//! `cargo run -p hognose-bench --release --features rivals [-- part of a case's name]`

#![forbid(unsafe_code)]

use hognose_bench::{Case, Contender, cases};
use std::process::ExitCode;
use std::time::Duration;

/// How often each contender has its turn.
const TURNS: usize = 151;

/// How long a turn takes, about.
const TURN: Duration = Duration::from_millis(2);

fn main() -> ExitCode {
    let wanted = std::env::args().nth(1).unwrap_or_default();
    println!("{:<48} {:>10} {:>10} {:>10}  {:>6}", "nanoseconds each", "hognose", "mlua", "rhai", "share");
    let mut kept = true;
    for case in cases().into_iter().filter(|case| case.name.contains(&wanted)) {
        kept &= measure(case);
    }
    if kept { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Measures a case and prints its line; the answer is whether it is as promised.
fn measure(mut case: Case) -> bool {
    let times: Vec<u64> = case.contenders.iter_mut().map(times_in_turn).collect();
    let mut turns: Vec<Vec<f64>> = Vec::new();
    for _ in 0..TURNS {
        let each = case.contenders.iter_mut().zip(&times);
        turns.push(each.map(|(contender, times)| nanoseconds(contender, *times)).collect());
    }
    let least = |index: usize| {
        let all = turns.iter().filter_map(|turn| turn.get(index).copied());
        all.min_by(f64::total_cmp).map(|time| time / f64::from(case.inner))
    };
    let share = least(0).unwrap_or(f64::NAN) / least(1).unwrap_or(f64::NAN);
    let shown = |index: usize| least(index).map_or_else(|| "-".to_string(), |time| format!("{time:.1}"));
    let verdict = match case.promised {
        Some(most) if share <= most => format!("  at most {most}"),
        Some(most) => format!("  MORE THAN {most}"),
        None => String::new(),
    };
    println!("{:<48} {:>10} {:>10} {:>10}  {share:>6.3}{verdict}", case.name, shown(0), shown(1), shown(2));
    case.promised.is_none_or(|most| share <= most)
}

fn nanoseconds(contender: &mut Contender, times: u64) -> f64 {
    (contender.run)(times).as_nanos() as f64 / times as f64
}

/// How often the thing can be done in one turn.
fn times_in_turn(contender: &mut Contender) -> u64 {
    let mut times = 1;
    loop {
        let took = (contender.run)(times);
        if took * 2 >= TURN {
            return (times as f64 * TURN.as_secs_f64() / took.as_secs_f64()).max(1.0) as u64;
        }
        times *= 2;
    }
}
