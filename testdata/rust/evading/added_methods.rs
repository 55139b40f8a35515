//! Methods that the project adds to a library's type, what is asked for its type, and URLs in parts.
use async_openai::config::OpenAIConfig;
use async_openai::{Chat, Client};
use std::any::Any;

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
    client.talk().create(request).await; //~ MIMA001 async_openai.Chat.create
    client.itself().chat().create(request).await; //~ MIMA001 async_openai.Chat.create
    <Desk as Talking>::talk(&client).create(request).await; //~ MIMA001 async_openai.Chat.create
}

trait Piping: Sized {
    fn piped<T>(self, with: impl FnOnce(Self) -> T) -> T {
        with(self)
    }
    fn moved(self) -> Self {
        self
    }
}

impl<T> Piping for T {}

async fn added_to_all(client: Desk, request: Request) {
    client.piped(|client| client.chat()).create(request).await; //~ MIMA001 async_openai.Chat.create
    client.moved().chat().create(request).await; //~ MIMA001 async_openai.Chat.create
}

struct Other;

impl Other {
    fn talk(&self) -> Page {
        Page
    }
}

async fn another(other: Other, request: Request) {
    other.talk().create(request).await;
}

async fn asked_for(client: Desk, request: Request) {
    let any: &dyn Any = &client;
    any.downcast_ref::<Desk>().unwrap().chat().create(request).await; //~ MIMA001 async_openai.Chat.create
}

async fn in_parts(http: reqwest::Client) {
    http.post(["https://api.openai.com", "/v1/chat/completions"].concat()).send().await; //~ MIMA002 reqwest.RequestBuilder.send provider=openai
    http.post(&"xxhttps://api.openai.com/v1/chat/completions"[2..]).send().await; //~ MIMA003 made of a text with `api.openai.com`
    let mut url = reqwest::Url::parse("https://example.com/v1/chat/completions").unwrap();
    url.set_host(Some("api.openai.com")).unwrap();
    http.post(url).send().await; //~ MIMA003 made of a text with `api.openai.com`
    let models = format!("{}/models", "https://api.openai.com/v1");
    http.post(models).send().await;
    http.post(unknown()).send().await;
}
