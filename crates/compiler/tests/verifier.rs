//! The verifier accepts what the compiler makes, and never panics on anything else.

use hognose_bytecode::{Code, Handler, HandlingRange, Op, Problem, verify};
use hognose_source::SourceFile;
use std::sync::Arc;

const PROGRAM: &str = "
class C(B, k=1):
    def m(self, *a, k=2, **kw):
        try:
            with self.x as y, z:
                return [super().m(i) for i in a if i > k]
        except* ValueError as e:
            print(f'{e!r:>{k}}', *a, **kw)
        finally:
            del k

async def g(h):
    async for x in h:
        y = await h.asend(x)
        yield await C(x, k=y)
    match x:
        case [a, *b] | {'a': a, **b} | C(a, b=b):
            return
";

fn compiled() -> Arc<Code> {
    let hognose_grammar::Parsed { module, errors, .. } = hognose_grammar::parse(PROGRAM);
    assert!(errors.is_empty(), "{errors:?}");
    hognose_compiler::compile(&module, Arc::new(SourceFile::new("p.py", PROGRAM))).code.expect("in the subset")
}

fn all(code: &Arc<Code>, into: &mut Vec<Arc<Code>>) {
    into.push(code.clone());
    code.children.iter().for_each(|child| all(child, into));
}

fn problem(code: &Code) -> Option<Problem> {
    verify(code).err().map(|error| error.problem)
}

#[test]
fn compiled_code_is_accepted() {
    assert_eq!(verify(&compiled()), Ok(()));
}

#[test]
fn each_broken_part_is_noticed() {
    let mut codes = Vec::new();
    all(&compiled(), &mut codes);
    for code in &codes {
        let mut broken = Code::clone(code);
        broken.ops = Arc::new([]);
        assert_eq!(problem(&broken), Some(Problem::Length));
        let mut broken = Code::clone(code);
        broken.register_count = 0;
        assert_eq!(problem(&broken), Some(Problem::RegisterCount));
        let mut broken = Code::clone(code);
        broken.ops = code.ops.iter().copied().chain([Op::ImportStar { module: hognose_bytecode::In(0) }]).collect();
        assert_eq!(problem(&broken), Some(Problem::NoEnd));
        let mut broken = Code::clone(code);
        broken.handlers = Box::new([Handler { start: 0, end: 1, target: u32::MAX, exception: 0 }]);
        assert_eq!(problem(&broken), Some(Problem::Target));
        let mut broken = Code::clone(code);
        broken.handling = Box::new([HandlingRange { start: 3, end: 3, exception: 0 }]);
        assert_eq!(problem(&broken), Some(Problem::Range));
        let mut broken = Code::clone(code);
        broken.parameters.positional = u8::MAX;
        assert_eq!(problem(&broken), Some(Problem::Parameters));
    }
}

#[test]
fn mixed_up_code_never_panics() {
    let mut codes = Vec::new();
    all(&compiled(), &mut codes);
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = move |limit: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % limit.max(1) as u64) as usize
    };
    for _ in 0..20_000 {
        let mut mixed = Code::clone(&codes[random(codes.len())]);
        for _ in 0..1 + random(4) {
            let other = &codes[random(codes.len())];
            let index = random(mixed.ops.len());
            let op = &mut Arc::make_mut(&mut mixed.ops)[index];
            match random(8) {
                0 => *op = other.ops[random(other.ops.len())],
                1 => op.target_mut().into_iter().for_each(|target| *target = random(1 << 32) as u32),
                2 => mixed.register_count = random(1 << 16) as u16,
                3 => mixed.constants = other.constants.clone(),
                4 => mixed.names = Box::new([]),
                5 => mixed.children = other.children.clone(),
                6 => mixed.captures = vec![random(256) as u8; random(300)].into(),
                _ => mixed.spans = other.spans.iter().rev().copied().collect(),
            }
        }
        let _ = verify(&mixed);
        let _ = hognose_bytecode::disassemble(&mixed);
    }
}
