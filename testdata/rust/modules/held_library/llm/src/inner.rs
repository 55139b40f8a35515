//! Inside of the library its own code says what its names mean.
use crate::Client;

async fn ask(client: Client, other: genai::Client) {
    client.chat().create(String::new()).await;
    other.exec_chat("m", 1, None).await; //~ MIMA001 genai.Client.exec_chat
}
