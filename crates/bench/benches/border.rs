//! The cases under criterion: `cargo bench -p hognose-bench --features rivals`.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};

fn border(criterion: &mut Criterion) {
    for case in hognose_bench::cases() {
        let mut group = criterion.benchmark_group(case.name);
        group.throughput(Throughput::Elements(u64::from(case.inner)));
        for mut contender in case.contenders {
            group.bench_function(contender.name, |bencher| bencher.iter_custom(|times| (contender.run)(times)));
        }
        group.finish();
    }
}

criterion_group!(benches, border);
criterion_main!(benches);
