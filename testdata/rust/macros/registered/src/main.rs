//! Clients that macros define, and requests that go through a structure of the program's own.
#[macro_use]
mod macros;
mod request;

register!((openai, OpenAiConfig, OpenAiClient), (cohere, CohereConfig, CohereClient));

pub trait Client {
    async fn chat(&self, http: &reqwest::Client) -> reqwest::Result<()>;

    fn builder(&self, http: &reqwest::Client, data: request::Data) -> reqwest::RequestBuilder {
        data.into_builder(http)
    }
}

fn main() {}
