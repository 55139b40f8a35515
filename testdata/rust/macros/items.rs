//! Definitions in a macro hold where the macro stands.
use genai::Client;
use std::cell::RefCell;

lazy_static::lazy_static! {
    /// Made when it is first used.
    static ref CLIENT: Client = Client::default();
    pub static ref NAME: String = "m".to_owned();
}

thread_local! {
    static LOCAL: RefCell<Client> = RefCell::new(Client::default());
}

async fn uses() {
    CLIENT.embed("m", "x").await; //~ MIMA001 genai.Client.embed
    NAME.embed("m", "x").await;
    LOCAL.with(|client| client.borrow().embed("m", "x")); //~ MIMA001 genai.Client.embed
}
