#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| sealing::fuzz::root_file(bytes));
