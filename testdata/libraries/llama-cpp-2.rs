//! llama-cpp-2: its calls, and others that make no model run.

async fn calls_0(handle: llama_cpp_2::context::LlamaContext) {
    handle.decode(1).await; //~ MIMA001 llama_cpp_2.context.LlamaContext.decode
    handle.encode(1).await; //~ MIMA001 llama_cpp_2.context.LlamaContext.encode
}

async fn no_calls_0(handle: llama_cpp_2::model::LlamaModel) {
    handle.str_to_token(1).await;
    handle.token_to_str(1).await;
}
