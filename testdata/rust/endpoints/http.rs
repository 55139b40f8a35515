//! Requests without an SDK.
use reqwest::Client;

const BASE: &str = "https://api.openai.com/v1";
const WHOLE: &str = concat!("https://api.openai.com", "/v1/responses");

async fn ask(model: &str) -> Result<(), reqwest::Error> {
    let client = Client::new();
    client.post("https://api.openai.com/v1/chat/completions").json(&1).send().await?; //~ MIMA002 reqwest.RequestBuilder.send
    client.post(format!("{}/embeddings", BASE)).bearer_auth("k").send().await?; //~ MIMA002 reqwest.RequestBuilder.send
    client.post(format!("{0}/chat/completions", BASE.trim_end_matches('/'))).send().await?; //~ MIMA002 reqwest.RequestBuilder.send
    client.post(WHOLE).send().await?; //~ MIMA002 reqwest.RequestBuilder.send
    client.post(BASE.to_owned() + "/responses").send().await?; //~ MIMA002 reqwest.RequestBuilder.send
    client.post([BASE, "responses"].join("/")).send().await?; //~ MIMA002 reqwest.RequestBuilder.send
    client.post(reqwest::Url::parse("https://api.openai.com/v1/")?.join("responses")?).send().await?; //~ MIMA002 reqwest.RequestBuilder.send
    let built = Client::builder().timeout(1).build()?;
    built.post("https://api.anthropic.com/v1/messages").send().await?; //~ MIMA002 reqwest.RequestBuilder.send
    client.get("https://api.openai.com/v1/models").send().await?;
    ureq::post("http://localhost:11434/api/chat").send_json(1)?; //~ MIMA002 ureq.RequestBuilder.send_json
    let agent = ureq::Agent::new();
    agent.post("http://localhost:11434/api/tags").call()?;
    minreq::post("https://api.openai.com/v1/responses").with_json(&1)?.send()?; //~ MIMA002 minreq.Request.send
    Ok(())
}
