//! openai-api-rs: its calls, and others that make no model run.

async fn calls_0(handle: openai_api_rs::v1::api::OpenAIClient) {
    handle.chat_completion(1).await; //~ MIMA001 openai_api_rs.v1.api.OpenAIClient.chat_completion
    handle.chat_completion_stream(1).await; //~ MIMA001 openai_api_rs.v1.api.OpenAIClient.chat_completion_stream
    handle.try_chat_completion_stream(1).await; //~ MIMA001 openai_api_rs.v1.api.OpenAIClient.try_chat_completion_stream
    handle.completion(1).await; //~ MIMA001 openai_api_rs.v1.api.OpenAIClient.completion
    handle.edit(1).await; //~ MIMA001 openai_api_rs.v1.api.OpenAIClient.edit
    handle.create_response(1).await; //~ MIMA001 openai_api_rs.v1.api.OpenAIClient.create_response
    handle.create_response_stream(1).await; //~ MIMA001 openai_api_rs.v1.api.OpenAIClient.create_response_stream
    handle.embedding(1).await; //~ MIMA001 openai_api_rs.v1.api.OpenAIClient.embedding
    handle.image_generation(1).await; //~ MIMA001 openai_api_rs.v1.api.OpenAIClient.image_generation
    handle.image_edit(1).await; //~ MIMA001 openai_api_rs.v1.api.OpenAIClient.image_edit
    handle.image_variation(1).await; //~ MIMA001 openai_api_rs.v1.api.OpenAIClient.image_variation
    handle.audio_transcription(1).await; //~ MIMA001 openai_api_rs.v1.api.OpenAIClient.audio_transcription
    handle.audio_transcription_raw(1).await; //~ MIMA001 openai_api_rs.v1.api.OpenAIClient.audio_transcription_raw
    handle.audio_translation(1).await; //~ MIMA001 openai_api_rs.v1.api.OpenAIClient.audio_translation
    handle.audio_speech(1).await; //~ MIMA001 openai_api_rs.v1.api.OpenAIClient.audio_speech
    handle.create_moderation(1).await; //~ MIMA001 openai_api_rs.v1.api.OpenAIClient.create_moderation
    handle.create_run(1).await; //~ MIMA001 openai_api_rs.v1.api.OpenAIClient.create_run
    handle.create_thread_and_run(1).await; //~ MIMA001 openai_api_rs.v1.api.OpenAIClient.create_thread_and_run
    handle.create_fine_tuning_job(1).await; //~ MIMA001 openai_api_rs.v1.api.OpenAIClient.create_fine_tuning_job
    handle.create_batch(1).await; //~ MIMA001 openai_api_rs.v1.api.OpenAIClient.create_batch
}

async fn no_calls_0(handle: openai_api_rs::v1::api::OpenAIClient) {
    handle.file_list(1).await;
    handle.upload_file(1).await;
    handle.create_assistant(1).await;
    handle.create_thread(1).await;
    handle.create_message(1).await;
    handle.list_models(1).await;
}

async fn built() {
    let mut client = openai_api_rs::v1::api::OpenAIClient::builder().with_api_key("k").build().unwrap();
    client.chat_completion(1).await; //~ MIMA001 openai_api_rs.v1.api.OpenAIClient.chat_completion
}
