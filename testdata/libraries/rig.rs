//! Rig: its calls, and others that make no model run.

async fn calls_0(handle: rig_core::driver::Model) {
    handle.call(1).await; //~ MIMA001 rig_core.driver.Model.call
    handle.stream(1).await; //~ MIMA001 rig_core.driver.Model.stream
}

async fn calls_1(handle: rig::agent::Agent) {
    handle.prompt(1).await; //~ MIMA001 rig.agent.Agent.prompt
    handle.chat(1).await; //~ MIMA001 rig.agent.Agent.chat
    handle.prompt_typed(1).await; //~ MIMA001 rig.agent.Agent.prompt_typed
    handle.stream_prompt(1).await; //~ MIMA001 rig.agent.Agent.stream_prompt
    handle.stream_chat(1).await; //~ MIMA001 rig.agent.Agent.stream_chat
    handle.stream_completion(1).await; //~ MIMA001 rig.agent.Agent.stream_completion
    handle.completion(1).await; //~ MIMA001 rig.agent.Agent.completion
}

async fn calls_2(handle: rig_agent::AgentRunner) {
    handle.run(1).await; //~ MIMA001 rig_agent.AgentRunner.run
    handle.stream(1).await; //~ MIMA001 rig_agent.AgentRunner.stream
}

async fn calls_3(handle: rig::completion::Prompt) {
    handle.prompt(1).await; //~ MIMA001 rig.completion.Prompt.prompt
    handle.chat(1).await; //~ MIMA001 rig.completion.Prompt.chat
    handle.prompt_typed(1).await; //~ MIMA001 rig.completion.Prompt.prompt_typed
    handle.stream_prompt(1).await; //~ MIMA001 rig.completion.Prompt.stream_prompt
    handle.stream_chat(1).await; //~ MIMA001 rig.completion.Prompt.stream_chat
}

async fn calls_4(handle: rig::integrations::cli_chatbot::ChatBot) {
    handle.run(1).await; //~ MIMA001 rig.integrations.cli_chatbot.ChatBot.run
}

async fn calls_5(handle: rig::completion::CompletionModel) {
    handle.completion(1).await; //~ MIMA001 rig.completion.CompletionModel.completion
    handle.stream(1).await; //~ MIMA001 rig.completion.CompletionModel.stream
    handle.stream_completion(1).await; //~ MIMA001 rig.completion.CompletionModel.stream_completion
}

async fn calls_6(handle: rig::completion::CompletionRequestBuilder) {
    handle.send(1).await; //~ MIMA001 rig.completion.CompletionRequestBuilder.send
    handle.stream(1).await; //~ MIMA001 rig.completion.CompletionRequestBuilder.stream
}

async fn calls_7(handle: rig::extractor::Extractor) {
    handle.extract(1).await; //~ MIMA001 rig.extractor.Extractor.extract
    handle.extract_with_chat_history(1).await; //~ MIMA001 rig.extractor.Extractor.extract_with_chat_history
    handle.extract_with_usage(1).await; //~ MIMA001 rig.extractor.Extractor.extract_with_usage
}

async fn calls_8(handle: rig::embeddings::EmbeddingModel) {
    handle.embed_text(1).await; //~ MIMA001 rig.embeddings.EmbeddingModel.embed_text
    handle.embed_texts(1).await; //~ MIMA001 rig.embeddings.EmbeddingModel.embed_texts
}

async fn calls_9(handle: rig::embeddings::EmbeddingsBuilder) {
    handle.build(1).await; //~ MIMA001 rig.embeddings.EmbeddingsBuilder.build
}

async fn calls_10(handle: rig::transcription::TranscriptionModel) {
    handle.transcription(1).await; //~ MIMA001 rig.transcription.TranscriptionModel.transcription
}

async fn calls_11(handle: rig::transcription::TranscriptionRequestBuilder) {
    handle.send(1).await; //~ MIMA001 rig.transcription.TranscriptionRequestBuilder.send
}

async fn calls_12(handle: rig::image_generation::ImageGenerationModel) {
    handle.image_generation(1).await; //~ MIMA001 rig.image_generation.ImageGenerationModel.image_generation
}

async fn calls_13(handle: rig::image_generation::ImageGenerationRequestBuilder) {
    handle.send(1).await; //~ MIMA001 rig.image_generation.ImageGenerationRequestBuilder.send
}

async fn calls_14(handle: rig::audio_generation::AudioGenerationModel) {
    handle.audio_generation(1).await; //~ MIMA001 rig.audio_generation.AudioGenerationModel.audio_generation
}

async fn calls_15(handle: rig::audio_generation::AudioGenerationRequestBuilder) {
    handle.send(1).await; //~ MIMA001 rig.audio_generation.AudioGenerationRequestBuilder.send
}

async fn calls_16(handle: rig::pipeline::Op) {
    handle.call(1).await; //~ MIMA001 rig.pipeline.Op.call
    handle.try_call(1).await; //~ MIMA001 rig.pipeline.Op.try_call
}

async fn no_calls_0(handle: rig::agent::AgentBuilder) {
    handle.build(1).await;
}

async fn no_calls_1(handle: rig::embeddings::EmbeddingModel) {
    handle.ndims(1).await;
}

async fn no_calls_2(handle: rig::vector_store::VectorStoreIndex) {
    handle.top_n(1).await;
}

async fn built() {
    let client = rig::providers::openai::Client::from_env();
    let agent = client.agent("gpt-4o").preamble("x").build();
    agent.prompt("x").await; //~ MIMA001 rig.agent.Agent.prompt
    client.extractor("gpt-4o").preamble("x").build().extract("x").await; //~ MIMA001 rig.extractor.Extractor.extract
    let bot = rig::integrations::cli_chatbot::ChatBotBuilder::new().agent(agent).build();
    bot.run().await; //~ MIMA001 rig.integrations.cli_chatbot.ChatBot.run
    rig::pipeline::new().map(1).call(1).await; //~ MIMA001 rig.pipeline.Op.call
}

async fn from_a_driver() {
    let model = rig_core::driver::OpenAI::new("k").completion("gpt-4o");
    model.call(1).await; //~ MIMA001 rig_core.driver.Model.call
}
