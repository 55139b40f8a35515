//! A crate that is imported by its name alone, and by paths that begin with it.
use genai;
use genai::Client;

async fn ask(client: &Client, other: genai::Client) {
    client.exec_chat("m", 1, None).await; //~ MIMA001 genai.Client.exec_chat
    other.exec_chat("m", 1, None).await; //~ MIMA001 genai.Client.exec_chat
}
