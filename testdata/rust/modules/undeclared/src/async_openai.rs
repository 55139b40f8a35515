//! No `mod async_openai;` makes this a module.

pub struct Client;
