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
