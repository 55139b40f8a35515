//! mistral.rs: its calls, and others that make no model run.

async fn calls_0(handle: mistralrs::Model) {
    handle.send_chat_request(1).await; //~ MIMA001 mistralrs.Model.send_chat_request
    handle.send_chat_request_with_model(1).await; //~ MIMA001 mistralrs.Model.send_chat_request_with_model
    handle.stream_chat_request(1).await; //~ MIMA001 mistralrs.Model.stream_chat_request
    handle.stream_chat_request_with_model(1).await; //~ MIMA001 mistralrs.Model.stream_chat_request_with_model
    handle.chat(1).await; //~ MIMA001 mistralrs.Model.chat
    handle.send_raw_chat_request(1).await; //~ MIMA001 mistralrs.Model.send_raw_chat_request
    handle.generate_structured(1).await; //~ MIMA001 mistralrs.Model.generate_structured
    handle.generate_image(1).await; //~ MIMA001 mistralrs.Model.generate_image
    handle.generate_image_with_model(1).await; //~ MIMA001 mistralrs.Model.generate_image_with_model
    handle.generate_speech(1).await; //~ MIMA001 mistralrs.Model.generate_speech
    handle.generate_speech_with_model(1).await; //~ MIMA001 mistralrs.Model.generate_speech_with_model
    handle.generate_embedding(1).await; //~ MIMA001 mistralrs.Model.generate_embedding
    handle.generate_embedding_with_model(1).await; //~ MIMA001 mistralrs.Model.generate_embedding_with_model
    handle.generate_embeddings(1).await; //~ MIMA001 mistralrs.Model.generate_embeddings
    handle.generate_embeddings_with_model(1).await; //~ MIMA001 mistralrs.Model.generate_embeddings_with_model
}

async fn calls_1(handle: mistralrs::BlockingModel) {
    handle.chat(1).await; //~ MIMA001 mistralrs.BlockingModel.chat
    handle.send_chat_request(1).await; //~ MIMA001 mistralrs.BlockingModel.send_chat_request
}

async fn calls_2(handle: mistralrs::Agent) {
    handle.run(1).await; //~ MIMA001 mistralrs.Agent.run
    handle.run_stream(1).await; //~ MIMA001 mistralrs.Agent.run_stream
}

async fn no_calls_0(handle: mistralrs::Model) {
    handle.tokenize(1).await;
    handle.detokenize(1).await;
    handle.config(1).await;
}

async fn built() {
    let model = mistralrs::TextModelBuilder::new("m").with_logging().build().await.unwrap();
    model.send_chat_request(1).await; //~ MIMA001 mistralrs.Model.send_chat_request
    let agent = mistralrs::AgentBuilder::new(model).with_system_prompt("x").build();
    agent.run("x").await; //~ MIMA001 mistralrs.Agent.run
}
