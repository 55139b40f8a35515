//! A wildcard import of a crate brings the names that are known of it, and not just any.
mod clients {
    pub fn connect() -> genai::Client {
        genai::Client::default()
    }
}

use clients::*;
use genai::*;

async fn ask() {
    connect().exec_chat("m", 1, None).await; //~ MIMA001 genai.Client.exec_chat
    let other = Some(Client::default());
    other.unwrap().exec_chat("m", 1, None).await; //~ MIMA001 genai.Client.exec_chat
}
