//! candle-transformers: its calls, and others that make no model run.

async fn calls_0(handle: candle_transformers::models::llama::Llama) {
    handle.forward(1).await; //~ MIMA001 candle_transformers.models.llama.Llama.forward
}

async fn no_calls_0(handle: candle_transformers::models::llama::Llama) {
    handle.clear_kv_cache(1).await;
}
