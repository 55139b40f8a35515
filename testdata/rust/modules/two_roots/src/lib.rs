//! A library with a program beside it: `crate` is the library.
mod asks;

pub fn make() -> genai::Client {
    genai::Client::default()
}
