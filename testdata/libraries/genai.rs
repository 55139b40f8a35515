//! genai: its calls, and others that make no model run.

async fn calls_0(handle: genai::Client) {
    handle.exec_chat(1).await; //~ MIMA001 genai.Client.exec_chat
    handle.exec_chat_stream(1).await; //~ MIMA001 genai.Client.exec_chat_stream
    handle.embed(1).await; //~ MIMA001 genai.Client.embed
    handle.embed_batch(1).await; //~ MIMA001 genai.Client.embed_batch
    handle.exec_embed(1).await; //~ MIMA001 genai.Client.exec_embed
}

async fn no_calls_0(handle: genai::Client) {
    handle.all_model_names(1).await;
    handle.resolve_service_target(1).await;
}

async fn built() {
    let client = genai::Client::builder().with_config(1).build();
    client.exec_chat("m", 1, None).await; //~ MIMA001 genai.Client.exec_chat
}
