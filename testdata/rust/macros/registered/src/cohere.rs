use super::request::Data;
use super::*;

pub struct CohereConfig;

implement!(CohereClient, prepare, ask);

fn prepare(_client: &CohereClient) -> Data {
    Data::new("https://api.cohere.com/v2/chat", "{}")
}

async fn ask(builder: reqwest::RequestBuilder) -> reqwest::Result<()> {
    let response = builder.send().await?; //~ MIMA002 reqwest.RequestBuilder.send confidence=medium
    drop(response);
    Ok(())
}
