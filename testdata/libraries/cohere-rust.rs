//! cohere-rust: its calls, and others that make no model run.

async fn calls_0(handle: cohere_rust::Cohere) {
    handle.generate(1).await; //~ MIMA001 cohere_rust.Cohere.generate
    handle.chat(1).await; //~ MIMA001 cohere_rust.Cohere.chat
    handle.embed(1).await; //~ MIMA001 cohere_rust.Cohere.embed
    handle.classify(1).await; //~ MIMA001 cohere_rust.Cohere.classify
    handle.rerank(1).await; //~ MIMA001 cohere_rust.Cohere.rerank
}

async fn no_calls_0(handle: cohere_rust::Cohere) {
    handle.tokenize(1).await;
    handle.detokenize(1).await;
    handle.check_api_key(1).await;
}
