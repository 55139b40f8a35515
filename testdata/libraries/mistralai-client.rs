//! mistralai-client: its calls, and others that make no model run.

async fn calls_0(handle: mistralai_client::v1::client::Client) {
    handle.chat(1).await; //~ MIMA001 mistralai_client.v1.client.Client.chat
    handle.chat_async(1).await; //~ MIMA001 mistralai_client.v1.client.Client.chat_async
    handle.chat_stream(1).await; //~ MIMA001 mistralai_client.v1.client.Client.chat_stream
    handle.embeddings(1).await; //~ MIMA001 mistralai_client.v1.client.Client.embeddings
    handle.embeddings_async(1).await; //~ MIMA001 mistralai_client.v1.client.Client.embeddings_async
}

async fn no_calls_0(handle: mistralai_client::v1::client::Client) {
    handle.list_models(1).await;
    handle.list_models_async(1).await;
}
