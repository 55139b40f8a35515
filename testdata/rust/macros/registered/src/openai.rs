use super::request::Data;
use super::*;

const BASE: &str = "https://api.openai.com/v1";

pub struct OpenAiConfig {
    pub base: Option<String>,
}

implement!(OpenAiClient, prepare, send);

fn prepare(client: &OpenAiClient) -> Data {
    let base = client.config.base.clone().unwrap_or_else(|| BASE.to_string());
    let url = format!("{}/chat/completions", base.trim_end_matches('/'));
    Data::new(url, "{}")
}

async fn send(builder: reqwest::RequestBuilder) -> reqwest::Result<()> {
    builder.send().await?; //~ MIMA002 reqwest.RequestBuilder.send confidence=medium
    Ok(())
}
