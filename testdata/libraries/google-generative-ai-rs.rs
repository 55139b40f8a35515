//! google-generative-ai-rs: its calls, and others that make no model run.

async fn calls_0(handle: google_generative_ai_rs::v1::api::Client) {
    handle.post(1).await; //~ MIMA001 google_generative_ai_rs.v1.api.Client.post
}

async fn no_calls_0(handle: google_generative_ai_rs::v1::api::Client) {
    handle.get_model(1).await;
    handle.get_model_list(1).await;
}
