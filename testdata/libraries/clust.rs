//! clust: its calls, and others that make no model run.

async fn calls_0(handle: clust::Client) {
    handle.create_a_message(1).await; //~ MIMA001 clust.Client.create_a_message
    handle.create_a_message_stream(1).await; //~ MIMA001 clust.Client.create_a_message_stream
}

async fn no_calls_0(handle: clust::Client) {
    handle.version(1).await;
}

async fn built() {
    let client = clust::ClientBuilder::new("k").version(1).build();
    client.create_a_message(1).await; //~ MIMA001 clust.Client.create_a_message
}
