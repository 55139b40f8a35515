//! Types of the project that look like a library's.
use std::collections::HashMap;

struct Client;

impl Client {
    fn new() -> Self {
        Self
    }

    fn chat(&self) -> &Self {
        self
    }

    fn exec_chat(&self, _model: &str) {}

    fn create(&self, _request: u8) {}
}

fn uses() {
    let client = Client::new();
    client.chat().create(1);
    client.exec_chat("m");
    let map: HashMap<String, Client> = HashMap::new();
    map["a"].chat().create(1);
    genai_like::Client::default().exec_chat("m");
}

fn not_calls(client: genai::Client) {
    client.all_model_names(1);
    let chat = client.exec_chat;
}
