//! gemini-rust: its calls, and others that make no model run.

async fn calls_0(handle: gemini_rust::ContentBuilder) {
    handle.execute(1).await; //~ MIMA001 gemini_rust.ContentBuilder.execute
    handle.execute_stream(1).await; //~ MIMA001 gemini_rust.ContentBuilder.execute_stream
}

async fn calls_1(handle: gemini_rust::EmbedBuilder) {
    handle.execute(1).await; //~ MIMA001 gemini_rust.EmbedBuilder.execute
    handle.execute_batch(1).await; //~ MIMA001 gemini_rust.EmbedBuilder.execute_batch
}

async fn calls_2(handle: gemini_rust::BatchBuilder) {
    handle.execute(1).await; //~ MIMA001 gemini_rust.BatchBuilder.execute
    handle.execute_as_file(1).await; //~ MIMA001 gemini_rust.BatchBuilder.execute_as_file
}

async fn no_calls_0(handle: gemini_rust::Gemini) {
    handle.create_cache(1).await;
    handle.create_file(1).await;
    handle.list_files(1).await;
}

async fn built() {
    let client = gemini_rust::Gemini::pro("k").unwrap();
    client.generate_content().with_user_message("x").execute().await; //~ MIMA001 gemini_rust.ContentBuilder.execute
    let other = gemini_rust::GeminiBuilder::new("k").with_model("m").build().unwrap();
    other.embed_content().with_text("x").execute().await; //~ MIMA001 gemini_rust.EmbedBuilder.execute
}
