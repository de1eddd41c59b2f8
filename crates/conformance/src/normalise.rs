//! Takes out of a transcript what differs from run to run: the addresses in default reprs.

/// Standard output: the addresses in `<C object at 0x7f...>` become `0x...`.
pub fn normalise_out(text: &str) -> String {
    replace_hex(text, " at 0x")
}

/// Standard error: every hexadecimal number becomes `0x...`.
pub fn normalise_err(text: &str) -> String {
    replace_hex(text, "0x")
}

fn replace_hex(text: &str, prefix: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(prefix) {
        let (before, after) = rest.split_at(at + prefix.len());
        let digits = after.bytes().take_while(u8::is_ascii_hexdigit).count();
        result.push_str(before);
        if digits > 0 {
            result.push_str("...");
        }
        rest = &after[digits..];
    }
    result.push_str(rest);
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_replaced_but_numbers_stay_in_output() {
        assert_eq!(normalise_out("<C object at 0x7f01ab> 0xff\n"), "<C object at 0x...> 0xff\n");
        assert_eq!(normalise_err("at 0x12, 0x..."), "at 0x..., 0x...");
    }
}
