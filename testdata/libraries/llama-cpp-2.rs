//! llama-cpp-2: its calls, and others that make no model run.

async fn calls_0(handle: llama_cpp_2::context::LlamaContext) {
    handle.decode(1).await; //~ MIMA001 llama_cpp_2.context.LlamaContext.decode
    handle.encode(1).await; //~ MIMA001 llama_cpp_2.context.LlamaContext.encode
}

async fn no_calls_0(handle: llama_cpp_2::model::LlamaModel) {
    handle.str_to_token(1).await;
    handle.token_to_str(1).await;
}

fn loaded() {
    let model = llama_cpp_2::model::LlamaModel::load_from_file(1, "m.gguf", 2).unwrap();
    let mut context = model.new_context(1, 2).unwrap();
    context.decode(3); //~ MIMA001 llama_cpp_2.context.LlamaContext.decode
}
