//! async-openai: its calls, and others that make no model run.

async fn calls_0(handle: async_openai::Chat) {
    handle.create(1).await; //~ MIMA001 async_openai.Chat.create
    handle.create_byot(1).await; //~ MIMA001 async_openai.Chat.create_byot
    handle.create_stream(1).await; //~ MIMA001 async_openai.Chat.create_stream
    handle.create_stream_byot(1).await; //~ MIMA001 async_openai.Chat.create_stream_byot
}

async fn calls_1(handle: async_openai::Completions) {
    handle.create(1).await; //~ MIMA001 async_openai.Completions.create
    handle.create_byot(1).await; //~ MIMA001 async_openai.Completions.create_byot
    handle.create_stream(1).await; //~ MIMA001 async_openai.Completions.create_stream
    handle.create_stream_byot(1).await; //~ MIMA001 async_openai.Completions.create_stream_byot
}

async fn calls_2(handle: async_openai::Responses) {
    handle.create(1).await; //~ MIMA001 async_openai.Responses.create
    handle.create_byot(1).await; //~ MIMA001 async_openai.Responses.create_byot
    handle.create_stream(1).await; //~ MIMA001 async_openai.Responses.create_stream
    handle.create_stream_byot(1).await; //~ MIMA001 async_openai.Responses.create_stream_byot
    handle.compact(1).await; //~ MIMA001 async_openai.Responses.compact
    handle.compact_byot(1).await; //~ MIMA001 async_openai.Responses.compact_byot
}

async fn calls_3(handle: async_openai::Embeddings) {
    handle.create(1).await; //~ MIMA001 async_openai.Embeddings.create
    handle.create_byot(1).await; //~ MIMA001 async_openai.Embeddings.create_byot
    handle.create_base64(1).await; //~ MIMA001 async_openai.Embeddings.create_base64
    handle.create_base64_byot(1).await; //~ MIMA001 async_openai.Embeddings.create_base64_byot
}

async fn calls_4(handle: async_openai::Images) {
    handle.generate(1).await; //~ MIMA001 async_openai.Images.generate
    handle.generate_byot(1).await; //~ MIMA001 async_openai.Images.generate_byot
    handle.generate_stream(1).await; //~ MIMA001 async_openai.Images.generate_stream
    handle.generate_stream_byot(1).await; //~ MIMA001 async_openai.Images.generate_stream_byot
    handle.edit(1).await; //~ MIMA001 async_openai.Images.edit
    handle.edit_byot(1).await; //~ MIMA001 async_openai.Images.edit_byot
    handle.edit_stream(1).await; //~ MIMA001 async_openai.Images.edit_stream
    handle.edit_stream_byot(1).await; //~ MIMA001 async_openai.Images.edit_stream_byot
    handle.create_variation(1).await; //~ MIMA001 async_openai.Images.create_variation
    handle.create_variation_byot(1).await; //~ MIMA001 async_openai.Images.create_variation_byot
}

async fn calls_5(handle: async_openai::Audio) {
    handle.transcribe(1).await; //~ MIMA001 async_openai.Audio.transcribe
    handle.translate(1).await; //~ MIMA001 async_openai.Audio.translate
}

async fn calls_6(handle: async_openai::Speech) {
    handle.create(1).await; //~ MIMA001 async_openai.Speech.create
    handle.create_byot(1).await; //~ MIMA001 async_openai.Speech.create_byot
    handle.create_stream(1).await; //~ MIMA001 async_openai.Speech.create_stream
    handle.create_stream_byot(1).await; //~ MIMA001 async_openai.Speech.create_stream_byot
}

async fn calls_7(handle: async_openai::Transcriptions) {
    handle.create(1).await; //~ MIMA001 async_openai.Transcriptions.create
    handle.create_byot(1).await; //~ MIMA001 async_openai.Transcriptions.create_byot
    handle.create_stream(1).await; //~ MIMA001 async_openai.Transcriptions.create_stream
    handle.create_stream_byot(1).await; //~ MIMA001 async_openai.Transcriptions.create_stream_byot
    handle.create_verbose_json(1).await; //~ MIMA001 async_openai.Transcriptions.create_verbose_json
    handle.create_verbose_json_byot(1).await; //~ MIMA001 async_openai.Transcriptions.create_verbose_json_byot
    handle.create_diarized_json(1).await; //~ MIMA001 async_openai.Transcriptions.create_diarized_json
    handle.create_diarized_json_byot(1).await; //~ MIMA001 async_openai.Transcriptions.create_diarized_json_byot
    handle.create_raw(1).await; //~ MIMA001 async_openai.Transcriptions.create_raw
    handle.create_raw_byot(1).await; //~ MIMA001 async_openai.Transcriptions.create_raw_byot
}

async fn calls_8(handle: async_openai::Translations) {
    handle.create(1).await; //~ MIMA001 async_openai.Translations.create
    handle.create_byot(1).await; //~ MIMA001 async_openai.Translations.create_byot
    handle.create_verbose_json(1).await; //~ MIMA001 async_openai.Translations.create_verbose_json
    handle.create_verbose_json_byot(1).await; //~ MIMA001 async_openai.Translations.create_verbose_json_byot
    handle.create_raw(1).await; //~ MIMA001 async_openai.Translations.create_raw
    handle.create_raw_byot(1).await; //~ MIMA001 async_openai.Translations.create_raw_byot
}

async fn calls_9(handle: async_openai::Videos) {
    handle.create(1).await; //~ MIMA001 async_openai.Videos.create
    handle.create_byot(1).await; //~ MIMA001 async_openai.Videos.create_byot
    handle.remix(1).await; //~ MIMA001 async_openai.Videos.remix
    handle.remix_byot(1).await; //~ MIMA001 async_openai.Videos.remix_byot
    handle.edit(1).await; //~ MIMA001 async_openai.Videos.edit
    handle.edit_byot(1).await; //~ MIMA001 async_openai.Videos.edit_byot
    handle.extend(1).await; //~ MIMA001 async_openai.Videos.extend
    handle.extend_byot(1).await; //~ MIMA001 async_openai.Videos.extend_byot
}

async fn calls_10(handle: async_openai::Moderations) {
    handle.create(1).await; //~ MIMA001 async_openai.Moderations.create
    handle.create_byot(1).await; //~ MIMA001 async_openai.Moderations.create_byot
}

async fn calls_11(handle: async_openai::FineTuning) {
    handle.create(1).await; //~ MIMA001 async_openai.FineTuning.create
    handle.create_byot(1).await; //~ MIMA001 async_openai.FineTuning.create_byot
}

async fn calls_12(handle: async_openai::Batches) {
    handle.create(1).await; //~ MIMA001 async_openai.Batches.create
    handle.create_byot(1).await; //~ MIMA001 async_openai.Batches.create_byot
}

async fn calls_13(handle: async_openai::EvalRuns) {
    handle.create(1).await; //~ MIMA001 async_openai.EvalRuns.create
    handle.create_byot(1).await; //~ MIMA001 async_openai.EvalRuns.create_byot
}

async fn calls_14(handle: async_openai::Realtime) {
    handle.accept_call(1).await; //~ MIMA001 async_openai.Realtime.accept_call
    handle.accept_call_byot(1).await; //~ MIMA001 async_openai.Realtime.accept_call_byot
}

async fn calls_15(handle: async_openai::Threads) {
    handle.create_and_run(1).await; //~ MIMA001 async_openai.Threads.create_and_run
    handle.create_and_run_byot(1).await; //~ MIMA001 async_openai.Threads.create_and_run_byot
    handle.create_and_run_stream(1).await; //~ MIMA001 async_openai.Threads.create_and_run_stream
    handle.create_and_run_stream_byot(1).await; //~ MIMA001 async_openai.Threads.create_and_run_stream_byot
}

async fn calls_16(handle: async_openai::Runs) {
    handle.create(1).await; //~ MIMA001 async_openai.Runs.create
    handle.create_byot(1).await; //~ MIMA001 async_openai.Runs.create_byot
    handle.create_stream(1).await; //~ MIMA001 async_openai.Runs.create_stream
    handle.create_stream_byot(1).await; //~ MIMA001 async_openai.Runs.create_stream_byot
    handle.submit_tool_outputs(1).await; //~ MIMA001 async_openai.Runs.submit_tool_outputs
    handle.submit_tool_outputs_byot(1).await; //~ MIMA001 async_openai.Runs.submit_tool_outputs_byot
    handle.submit_tool_outputs_stream(1).await; //~ MIMA001 async_openai.Runs.submit_tool_outputs_stream
    handle.submit_tool_outputs_stream_byot(1).await; //~ MIMA001 async_openai.Runs.submit_tool_outputs_stream_byot
}

async fn no_calls_0(handle: async_openai::Models) {
    handle.list(1).await;
}

async fn no_calls_1(handle: async_openai::Files) {
    handle.create(1).await;
}

async fn no_calls_2(handle: async_openai::VectorStores) {
    handle.create(1).await;
}

async fn no_calls_3(handle: async_openai::Conversations) {
    handle.create(1).await;
}

async fn groups() {
    let client = async_openai::Client::new();
    client.models().list().await;
    client.chat().create(1).await; //~ MIMA001 async_openai.Chat.create
    client.evals().runs("e").create(1).await; //~ MIMA001 async_openai.EvalRuns.create
}
