//! Requests without an SDK.
use reqwest::Client;

const BASE: &str = "https://api.openai.com/v1";

async fn ask(model: &str) -> Result<(), reqwest::Error> {
    let client = Client::new();
    client.post("https://api.openai.com/v1/chat/completions").json(&1).send().await?; //~ MIMA002 reqwest.Client.post
    client.post(format!("{}/embeddings", BASE)).bearer_auth("k").send().await?; //~ MIMA002 reqwest.Client.post
    let built = Client::builder().timeout(1).build()?;
    built.post("https://api.anthropic.com/v1/messages").send().await?; //~ MIMA002 reqwest.Client.post
    client.get("https://api.openai.com/v1/models").send().await?;
    ureq::post("http://localhost:11434/api/chat").send_json(1)?; //~ MIMA002 ureq.post
    Ok(())
}
