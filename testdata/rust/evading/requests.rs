//! Requests by functions that are taken of their types, and URLs that are put together.
use reqwest::Client;

async fn ask(client: Client) {
    Client::post(&client, "https://api.openai.com/v1/chat/completions").send().await; //~ MIMA002 reqwest.RequestBuilder.send provider=openai
    let post = Client::post;
    post(&client, "https://api.openai.com/v1/chat/completions").send().await; //~ MIMA002 reqwest.RequestBuilder.send provider=openai
    client.post(concat!("https://api.", "openai.com", "/v1/chat/completions")).send().await; //~ MIMA002 reqwest.RequestBuilder.send provider=openai
    client.post("https://api.\x6fpenai.com/v1/chat/completions").send().await; //~ MIMA002 reqwest.RequestBuilder.send provider=openai
    client.post("https://api.X.com/v1/chat/completions".replace("X", "openai")).send().await; //~ MIMA002 reqwest.RequestBuilder.send provider=openai
    client.post("https://api.openai\
        .com/v1/chat/completions").send().await; //~^ MIMA002 reqwest.RequestBuilder.send provider=openai
    client.post(r"https://api.\x6fpenai.com/v1/chat/completions").send().await;
    client.post("https://example.com/v1/chat/completions").send().await;
}

async fn set_later(client: Client) {
    let mut url = reqwest::Url::parse("https://api.openai.com").unwrap();
    url.set_path("/v1/chat/completions");
    client.post(url).send().await; //~ MIMA002 reqwest.RequestBuilder.send provider=openai
}

fn set_on_a_handle() {
    let mut easy = curl::easy::Easy::new();
    easy.url("https://api.openai.com/v1/chat/completions").unwrap();
    easy.perform().unwrap(); //~ MIMA002 curl.easy.Easy.perform provider=openai
}
