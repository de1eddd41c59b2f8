//! The seed of the hashes of str and bytes: CPython's numbers for it, and the order of sets.

use hognose::{Capabilities, Captured, Engine, Limits, Result};

/// What a script prints under a seed.
fn printed(seed: u32, script: &str) -> Result<String> {
    let engine = Engine::builder().hash_seed(seed).build()?;
    let out = Captured::default();
    let mut vm = engine.vm_with(Limits::default(), Capabilities::none().output(out.clone()))?;
    hognose::block_on(vm.run(&engine.compile("hashes.py", script)?))?;
    Ok(out.out())
}

const HASHES: &str = "
for text in 'abc', '', 'a', 'h\\xe9', '\\u20ac', '\\U0001f600', b'abc': print(hash(text))
print({'a', 'b', 'c', 'd', 'e'})
print(hash(('abc', 1)))
";

#[test]
fn a_seed_gives_the_numbers_that_cpython_has() -> Result<()> {
    // PYTHONHASHSEED=42 python3.13
    let expected = "3869580338025362921\n0\n-123207753977932514\n3595417813867130984\n-9193319877017669544\n\
         6601963133753205906\n3869580338025362921\n{'c', 'e', 'b', 'a', 'd'}\n9204845870041303647\n";
    assert_eq!(printed(42, HASHES)?, expected);
    assert_eq!(printed(u32::MAX, "print(hash('abc'))")?, "-6122489556238538401\n");
    Ok(())
}

#[test]
fn seed_0_is_that_of_an_engine_that_was_given_none() -> Result<()> {
    assert_eq!(
        printed(0, "print(hash('abc'), {'a', 'b', 'c', 'd', 'e'})")?,
        "-4594863902769663758 {'d', 'c', 'a', 'e', 'b'}\n"
    );
    Ok(())
}

#[test]
fn built_in_names_are_found_under_every_seed() -> Result<()> {
    let script = "
import asyncio, collections
async def main():
    await asyncio.sleep(0)
    return sorted(vars(collections).keys() & {'deque'}), getattr('', 'up' + 'per')(), globals()['as' + 'yncio'] is asyncio
print(asyncio.run(main()), {'print': 1}['pri' + 'nt'])
";
    for seed in [0, 1, 42, u32::MAX] {
        assert_eq!(printed(seed, script)?, "(['deque'], '', True) 1\n");
    }
    Ok(())
}
