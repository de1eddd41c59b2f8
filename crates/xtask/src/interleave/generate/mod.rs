//! Grows random programs: callees first, so that calls form no cycle and every program ends.

mod awaitables;
mod compound;
mod definitions;
mod hand;
mod scope;
mod simple;
mod statements;

use super::feature::Feature;
use super::random::Random;
use super::tree::Node;
use scope::{Function, Scope, Shared};

/// About how many statements one call of a function may execute, its callees' counted.
const COSTLIEST: usize = 60;

/// Delays in seconds: every sum of some of them is at least a step away from every other, so that timers never tie.
const DELAYS: [&str; 3] = ["0.005", "0.01", "0.02"];

/// Longer than all delays together: the main task sleeps that long in a program that has timers.
const AFTER_ALL_DELAYS: &str = "0.045";

/// The program of one case.
pub fn program(seed: u64, case: u64) -> Vec<Node> {
    let mut generator = Generator {
        random: Random::of_case(seed, case),
        step: 0,
        functions: Vec::new(),
        shared: Shared::default(),
        delays: Vec::new(),
        cost: 0,
        repeated: 1,
    };
    generator.program()
}

/// The state of one program's growth.
struct Generator {
    random: Random,
    /// The number that the last print carries.
    step: usize,
    functions: Vec<Function>,
    shared: Shared,
    /// Delays of real timers that are not used yet.
    delays: Vec<&'static str>,
    /// Of the function that grows now.
    cost: usize,
    /// How often the statement that grows now is executed, for the loops around it.
    repeated: usize,
}

impl Generator {
    fn program(&mut self) -> Vec<Node> {
        let timers = self.random.chance(8);
        if timers {
            self.delays = DELAYS.to_vec();
        }
        let closure = self.random.chance(40);
        let mut nodes = self.shared_objects();
        nodes.extend(self.definitions());
        let workers: Vec<String> = (0..self.random.between(1, 4)).map(|index| format!("w{index}")).collect();
        self.shared.workers = true;
        let mut bodies = Vec::new();
        for name in &workers {
            let mut scope = Scope::worker();
            self.begin_function();
            let body = self.block(&mut scope, 3, 7);
            bodies.push(Node::block(Feature::Coroutine, format!("async def {name}(t):"), body));
        }
        nodes.extend(bodies);
        nodes.push(self.main(&workers, closure, timers));
        if closure {
            nodes.push(Node::line(Feature::Scaffold, "return main"));
            let mut outer = vec![Node::block(Feature::Closure, "def case():", nodes)];
            outer.push(Node::line(Feature::Scaffold, "main = case()"));
            nodes = outer;
        }
        nodes
    }

    /// The main task: makes what needs a loop, starts the workers, does this and that, and waits for all.
    fn main(&mut self, workers: &[String], closure: bool, timers: bool) -> Node {
        let mut body = vec![Node::line(Feature::Scaffold, "t = \"main\"")];
        let names = self.shared.late_names();
        if !names.is_empty() {
            let word = if closure { "nonlocal" } else { "global" };
            body.insert(0, Node::line(Feature::Scaffold, format!("{word} {}", names.join(", "))));
        }
        body.push(Node::line(Feature::Scaffold, "asyncio.get_running_loop().set_exception_handler(report)"));
        body.extend(self.late_objects());
        let several = if workers.len() > 1 { Feature::SeveralTasks } else { Feature::Scaffold };
        for (worker, name) in workers.iter().zip(["a", "b", "c", "d"]) {
            let text = format!("started.append(asyncio.create_task({worker}(\"{name}\"), name=\"{name}\"))");
            body.push(Node::line(several, text));
        }
        let seconds = if timers && self.delays.len() < DELAYS.len() { AFTER_ALL_DELAYS } else { "0" };
        let settle = Node::line(Feature::End, format!("await settle({seconds})"));
        if self.random.chance(50) {
            self.begin_function();
            let busy = self.block(&mut Scope::main(), 1, 3);
            let parts = vec![("try:".to_string(), busy), ("finally:".to_string(), vec![settle])];
            body.push(Node::parts(Feature::Scaffold, parts));
        } else {
            body.push(settle);
        }
        Node::block(Feature::Scaffold, "async def main():", body)
    }

    fn begin_function(&mut self) {
        self.cost = 0;
        self.repeated = 1;
    }

    /// A fresh number for a print, a name or a value.
    fn number(&mut self) -> usize {
        self.step += 1;
        self.step
    }

    fn say(&mut self, what: &str) -> Node {
        let number = self.number();
        let comma = if what.is_empty() { "" } else { ", " };
        Node::line(Feature::Print, format!("print(t, {number}{comma}{what})"))
    }

    /// The name of one of the shared objects of a kind.
    fn shared_name(&mut self, prefix: &str, count: usize) -> Option<String> {
        (count > 0).then(|| format!("{prefix}{}", self.random.below(count)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tree::render_block;
    use super::*;

    fn text(seed: u64, case: u64) -> String {
        let mut text = String::new();
        render_block(&program(seed, case), 0, &mut text);
        text
    }

    #[test]
    fn the_same_seed_gives_the_same_program() {
        assert_eq!(text(7, 3), text(7, 3));
        assert_ne!(text(7, 3), text(7, 4));
        assert_ne!(text(7, 3), text(8, 3));
    }

    #[test]
    fn sums_of_delays_keep_apart() {
        let seconds = DELAYS.map(|delay| delay.parse::<f64>().expect("a number"));
        let mut sums: Vec<f64> =
            (0..8).map(|chosen| (0..3).filter(|bit| chosen >> bit & 1 == 1).map(|bit| seconds[bit]).sum()).collect();
        sums.sort_by(f64::total_cmp);
        assert!(sums.windows(2).all(|pair| pair[1] - pair[0] > 0.004), "{sums:?}");
        assert!(sums[7] < AFTER_ALL_DELAYS.parse().expect("a number"));
    }

    #[test]
    fn every_program_starts_a_worker_and_waits_for_it() {
        for case in 0..200 {
            let text = text(1, case);
            assert!(text.contains("started.append(asyncio.create_task(w0(\"a\")"), "{text}");
            assert!(text.contains("await settle("), "{text}");
        }
    }
}
