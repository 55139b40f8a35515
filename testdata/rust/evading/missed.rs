//! Ways to a call that are not followed, and that nothing is said of.
use async_openai::config::OpenAIConfig;
use async_openai::{Chat, Client};
use std::any::Any;
use std::collections::HashMap;

type Desk = Client<OpenAIConfig>;

trait Talking {
    fn talk(&self) -> Chat<OpenAIConfig>;
    fn itself(&self) -> &Self {
        self
    }
}

impl Talking for Desk {
    fn talk(&self) -> Chat<OpenAIConfig> {
        self.chat()
    }
}

async fn extended(client: Desk, request: Request) {
    client.talk().create(request).await; //~? MIMA001 async_openai.Chat.create -- a method of the project's trait on a library's type
    client.itself().chat().create(request).await; //~? MIMA001 async_openai.Chat.create -- the same, where the trait gives the type itself
    <Desk as Talking>::talk(&client).create(request).await; //~? MIMA001 async_openai.Chat.create -- the same, called through the trait
}

async fn kept(client: Desk, request: Request) {
    let ways: HashMap<&str, fn(&Desk) -> Chat<OpenAIConfig>> = HashMap::from([("a", Client::chat as fn(&Desk) -> _)]);
    ways["a"](&client).create(request).await; //~? MIMA001 async_openai.Chat.create -- a function out of a mapping whose elements have function types
    let any: &dyn Any = &client;
    any.downcast_ref::<Desk>().unwrap().chat().create(request).await; //~? MIMA003 chat().create -- what is declared to be anything and made from a client is neither
}

async fn put_together(http: reqwest::Client) {
    http.post(["https://api.openai.com", "/v1/chat/completions"].concat()).send().await; //~? MIMA002 reqwest.RequestBuilder.send provider=openai -- texts of an array
    http.post(&"xxhttps://api.openai.com/v1/chat/completions"[2..]).send().await; //~? MIMA002 reqwest.RequestBuilder.send provider=openai -- a part of a text by its range
    let mut url = String::new();
    write!(url, "https://api.openai.com/v1/{}", "responses").unwrap();
    http.post(url).send().await; //~? MIMA002 reqwest.RequestBuilder.send provider=openai -- what a macro writes into a text
}
