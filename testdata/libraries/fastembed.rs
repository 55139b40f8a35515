//! fastembed: its calls, and others that make no model run.

async fn calls_0(handle: fastembed::TextEmbedding) {
    handle.embed(1).await; //~ MIMA001 fastembed.TextEmbedding.embed
}

async fn calls_1(handle: fastembed::TextRerank) {
    handle.rerank(1).await; //~ MIMA001 fastembed.TextRerank.rerank
}

async fn no_calls_0(handle: fastembed::TextEmbedding) {
    handle.list_supported_models(1).await;
}
