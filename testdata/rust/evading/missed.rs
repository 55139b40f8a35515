//! Ways to a call that are not followed, and that nothing is said of.
use async_openai::config::OpenAIConfig;
use async_openai::{Chat, Client};
use std::collections::HashMap;

type Desk = Client<OpenAIConfig>;

async fn kept(client: Desk, request: Request) {
    let ways: HashMap<&str, fn(&Desk) -> Chat<OpenAIConfig>> = HashMap::from([("a", Client::chat as fn(&Desk) -> _)]);
    ways["a"](&client).create(request).await; //~? MIMA001 async_openai.Chat.create -- a function out of a mapping whose elements have function types
}

async fn put_together(http: reqwest::Client) {
    let mut url = String::new();
    write!(url, "https://api.openai.com/v1/{}", "responses").unwrap();
    http.post(url).send().await; //~? MIMA002 reqwest.RequestBuilder.send provider=openai -- what a macro writes into a text
}
