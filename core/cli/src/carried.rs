//! Texts that the binary carries: what the build script lists, each as its path and its text.

include!(concat!(env!("OUT_DIR"), "/carried.rs"));
