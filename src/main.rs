//! The program `standpoint`.

fn main() {}
