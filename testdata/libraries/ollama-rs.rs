//! ollama-rs: its calls, and others that make no model run.

async fn calls_0(handle: ollama_rs::Ollama) {
    handle.generate(1).await; //~ MIMA001 ollama_rs.Ollama.generate
    handle.generate_stream(1).await; //~ MIMA001 ollama_rs.Ollama.generate_stream
    handle.send_chat_messages(1).await; //~ MIMA001 ollama_rs.Ollama.send_chat_messages
    handle.send_chat_messages_stream(1).await; //~ MIMA001 ollama_rs.Ollama.send_chat_messages_stream
    handle.send_chat_messages_with_history(1).await; //~ MIMA001 ollama_rs.Ollama.send_chat_messages_with_history
    handle.send_chat_messages_with_history_stream(1).await; //~ MIMA001 ollama_rs.Ollama.send_chat_messages_with_history_stream
    handle.generate_embeddings(1).await; //~ MIMA001 ollama_rs.Ollama.generate_embeddings
    handle.generate_batch_embeddings(1).await; //~ MIMA001 ollama_rs.Ollama.generate_batch_embeddings
}

async fn calls_1(handle: ollama_rs::coordinator::Coordinator) {
    handle.chat(1).await; //~ MIMA001 ollama_rs.coordinator.Coordinator.chat
}

async fn no_calls_0(handle: ollama_rs::Ollama) {
    handle.list_local_models(1).await;
    handle.pull_model(1).await;
    handle.create_model(1).await;
    handle.show_model_info(1).await;
}

async fn built() {
    let ollama = ollama_rs::Ollama::builder().host("h").build();
    ollama.generate(1).await; //~ MIMA001 ollama_rs.Ollama.generate
}
