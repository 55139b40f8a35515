//! A path from the top names a crate, and nothing else here does.
async fn ask() {
    let client = ::genai::Client::default();
    client.exec_chat("m", 1, None).await; //~ MIMA001 genai.Client.exec_chat
}
