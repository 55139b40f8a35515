//! Suppressions stand in line comments.
use genai::Client;

async fn ask(client: Client) {
    client.exec_chat("m", 1, None).await; // mima: ignore[MIMA001] covered by the gateway //~ suppressed MIMA001 genai.Client.exec_chat
    // mima: ignore[MIMA001] on a line of its own
    client.exec_chat("m", 1, None).await; //~ suppressed MIMA001 genai.Client.exec_chat
    client.exec_chat("m", 1, None).await; //~ MIMA001 genai.Client.exec_chat
    let x = 1; // mima: ignore[MIMA001] nothing here //~ MIMA021
}

async fn lost(client: genai::Client) {
    client.exec_chat("m", 1, None).await; // mima: disable[MIMA001] reviewed //~ MIMA001 genai.Client.exec_chat ; MIMA021 not written as a suppression
    client.exec_chat("m", 1, None).await; // MIMA: ignore[MIMA001] reviewed //~ MIMA001 genai.Client.exec_chat ; MIMA021 not written as a suppression
    client.exec_chat("m", 1, None).await; /* mima: ignore[MIMA001] reviewed */ //~ MIMA001 genai.Client.exec_chat ; MIMA021 not written as a suppression
}
