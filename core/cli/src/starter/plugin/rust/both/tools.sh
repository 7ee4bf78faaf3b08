# What building this plugin needs, on a machine with Rust.
rustup target add wasm32-unknown-unknown
