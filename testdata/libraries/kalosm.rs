//! Kalosm: its calls, and others that make no model run.

async fn calls_0(handle: kalosm::language::Llama) {
    handle.complete(1).await; //~ MIMA001 kalosm.language.Llama.complete
    handle.stream_text_with_callback(1).await; //~ MIMA001 kalosm.language.Llama.stream_text_with_callback
}

async fn calls_1(handle: kalosm::language::Chat) {
    handle.add_message(1).await; //~ MIMA001 kalosm.language.Chat.add_message
}

async fn calls_2(handle: kalosm::language::Task) {
    handle.run(1).await; //~ MIMA001 kalosm.language.Task.run
}

async fn calls_3(handle: kalosm::language::Bert) {
    handle.embed(1).await; //~ MIMA001 kalosm.language.Bert.embed
    handle.embed_query(1).await; //~ MIMA001 kalosm.language.Bert.embed_query
    handle.embed_batch(1).await; //~ MIMA001 kalosm.language.Bert.embed_batch
    handle.embed_for(1).await; //~ MIMA001 kalosm.language.Bert.embed_for
}

async fn calls_4(handle: kalosm::language::Summarizer) {
    handle.generate_summary(1).await; //~ MIMA001 kalosm.language.Summarizer.generate_summary
}

async fn no_calls_0(handle: kalosm::language::Llama) {
    handle.tokenizer(1).await;
}

async fn built() {
    let model = kalosm::language::Llama::builder().with_source(1).build().await.unwrap();
    model.complete(1).await; //~ MIMA001 kalosm.language.Llama.complete
}
