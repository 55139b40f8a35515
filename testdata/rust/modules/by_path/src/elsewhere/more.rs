use genai::Client;

pub fn make() -> Client {
    Client::default()
}
