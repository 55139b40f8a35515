//! anthropic-sdk-rust: its calls, and others that make no model run.

async fn calls_0(handle: anthropic_sdk::MessagesResource) {
    handle.create(1).await; //~ MIMA001 anthropic_sdk.MessagesResource.create
    handle.create_stream(1).await; //~ MIMA001 anthropic_sdk.MessagesResource.create_stream
    handle.stream(1).await; //~ MIMA001 anthropic_sdk.MessagesResource.stream
}

async fn calls_1(handle: anthropic_sdk::resources::MessageCreateBuilderWithClient) {
    handle.send(1).await; //~ MIMA001 anthropic_sdk.resources.MessageCreateBuilderWithClient.send
    handle.stream_send(1).await; //~ MIMA001 anthropic_sdk.resources.MessageCreateBuilderWithClient.stream_send
}

async fn calls_2(handle: anthropic_sdk::BatchesResource) {
    handle.create(1).await; //~ MIMA001 anthropic_sdk.BatchesResource.create
    handle.create_and_wait(1).await; //~ MIMA001 anthropic_sdk.BatchesResource.create_and_wait
}

async fn calls_3(handle: anthropic_sdk::ToolConversation) {
    handle.execute_until_complete(1).await; //~ MIMA001 anthropic_sdk.ToolConversation.execute_until_complete
}

async fn no_calls_0(handle: anthropic_sdk::ModelsResource) {
    handle.list(1).await;
}

async fn no_calls_1(handle: anthropic_sdk::FilesResource) {
    handle.upload(1).await;
}

async fn resources() {
    let client = anthropic_sdk::Anthropic::new("k").unwrap();
    client.models().list(1).await;
    client.messages().create(1).await; //~ MIMA001 anthropic_sdk.MessagesResource.create
    client.batches().create(1).await; //~ MIMA001 anthropic_sdk.BatchesResource.create
}
