//! A closure that is given to a method runs there, or when somebody asks for what the method gives.
use futures::stream::{self, FuturesUnordered, StreamExt};
use genai::Client;

#[mima::attest(tool_name = "returned")]
fn returned<'a>(clients: &'a [Client]) -> impl Iterator<Item = u8> + 'a {
    clients.iter().map(|client| client.embed("m", "x")) //~ MIMA011 genai.Client.embed
}

#[mima::attest(tool_name = "boxed")]
fn boxed<'a>(clients: &'a [Client]) -> Box<dyn Iterator<Item = u8> + 'a> {
    Box::new(clients.iter().map(|client| client.embed("m", "x"))) //~ MIMA011 genai.Client.embed
}

#[mima::attest(tool_name = "function")]
fn function(client: Client) -> Box<dyn Fn() -> u8> {
    Box::new(move || client.embed("m", "x")) //~ MIMA011 genai.Client.embed
}

#[mima::attest(tool_name = "passed")]
fn passed(clients: Vec<Client>) -> u8 {
    let later = clients.iter().map(|client| client.embed("m", "x")); //~ MIMA011 genai.Client.embed
    keep(later)
}

fn keep<T>(_value: T) -> u8 {
    1
}

#[mima::attest(tool_name = "stored")]
fn stored(clients: Vec<Client>, state: &mut State) {
    state.later = Box::new(clients.into_iter().map(|client| client.embed("m", "x"))); //~ MIMA011 genai.Client.embed
}

#[mima::attest(tool_name = "handlers")]
fn handlers(client: &Client) {
    server().connect(|| client.embed("m", "x")); //~ MIMA011 genai.Client.embed
}

#[mima::attest(tool_name = "streamed")]
async fn streamed(client: Client, texts: Vec<u8>) -> impl futures::Stream<Item = u8> {
    stream::iter(texts).map(|text| client.embed("m", text)).buffer_unordered(4) //~ MIMA011 genai.Client.embed
}

#[mima::attest(tool_name = "spawned")]
async fn spawned(client: Client) {
    tokio::spawn(client.embed("m", "x")); //~ MIMA011 genai.Client.embed
    let later = client.embed("m", "x"); //~ MIMA011 genai.Client.embed
    tokio::spawn(later);
}

#[mima::attest(tool_name = "taken")]
async fn taken(client: Option<Client>, clients: Vec<Client>, texts: Vec<u8>) -> Option<u8> {
    let _all: Vec<u8> = clients.iter().map(|client| client.embed("m", "x")).collect(); //~ attested genai.Client.embed
    clients.iter().for_each(|client| drop(client.embed("m", "x"))); //~ attested genai.Client.embed
    for _ in clients.iter().map(|client| client.embed("m", "x")) {} //~ attested genai.Client.embed
    let _one = client.map(|client| client.embed("m", "x"))?; //~ attested genai.Client.embed
    if let Some(_one) = client.map(|client| client.embed("m", "x")) {} //~ attested genai.Client.embed
    futures::future::join_all(texts.iter().map(|text| async move { client?.embed("m", text).await })).await; //~ attested genai.Client.embed
    client.map(|client| client.embed("m", "x")) //~ attested genai.Client.embed
}

#[mima::attest(tool_name = "streams")]
async fn streams(client: Client, texts: Vec<u8>) {
    stream::iter(texts).map(|text| client.embed("m", text)).buffer_unordered(4).collect::<Vec<_>>().await; //~ attested genai.Client.embed
    let mut waiting = FuturesUnordered::new();
    for text in texts {
        // All of them are waited for below, which nothing here says: some may be left.
        waiting.push(async move { client.embed("m", text).await }); //~ MIMA011 genai.Client.embed
    }
    while let Some(_answer) = waiting.next().await {}
}
