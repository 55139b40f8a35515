//! anthropic: its calls, and others that make no model run.

async fn calls_0(handle: anthropic::client::Client) {
    handle.complete(1).await; //~ MIMA001 anthropic.client.Client.complete
    handle.complete_stream(1).await; //~ MIMA001 anthropic.client.Client.complete_stream
    handle.messages(1).await; //~ MIMA001 anthropic.client.Client.messages
    handle.messages_stream(1).await; //~ MIMA001 anthropic.client.Client.messages_stream
}

async fn no_calls_0(handle: anthropic::client::Client) {
    handle.models(1).await;
}

async fn built() {
    let client = anthropic::client::Client::builder().api_key("k").build().unwrap();
    client.complete(1).await; //~ MIMA001 anthropic.client.Client.complete
}
