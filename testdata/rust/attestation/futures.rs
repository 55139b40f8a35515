//! What a future holds runs when somebody waits for it.
use std::future::Future;
use std::pin::Pin;

use futures::future::{BoxFuture, join_all};
use futures::stream::Stream;
use genai::Client;

#[mima::attest(tool_name = "joined")]
async fn joined(client: Client) {
    tokio::join!(
        async { client.embed("m", "x").await }, //~ attested genai.Client.embed by=mima.attest
        async { client.embed("m", "y").await }, //~ attested genai.Client.embed by=mima.attest
    );
    let _ = tokio::try_join!(async { client.embed("m", "x").await }); //~ attested genai.Client.embed by=mima.attest
    join_all(vec![async { client.embed("m", "x").await }]).await; //~ attested genai.Client.embed by=mima.attest
    let later = async { client.embed("m", "x").await }; //~ attested genai.Client.embed by=mima.attest
    later.await;
}

#[mima::attest(tool_name = "handed_on_by_methods")]
async fn handed_on_by_methods(client: Client) {
    async { client.embed("m", "x").await }.boxed().await; //~ attested genai.Client.embed by=mima.attest
    let _later = async { client.embed("m", "x").await }.boxed(); //~ MIMA011 genai.Client.embed
}

#[mima::attest(tool_name = "spawned")]
async fn spawned(client: Client) {
    let _ = tokio::spawn(async move { client.embed("m", "x").await }).await; //~ MIMA011 genai.Client.embed
}

#[mima::attest(tool_name = "returned")]
fn returned(client: Client) -> impl Future<Output = ()> {
    async move {
        client.embed("m", "x").await; //~ MIMA011 genai.Client.embed
    }
}

#[mima::attest(tool_name = "handed_on")]
fn handed_on(client: &Client) -> impl Future + '_ {
    client.embed("m", "x") //~ MIMA011 genai.Client.embed
}

#[mima::attest(tool_name = "boxed")]
fn boxed(client: &Client) -> Pin<Box<dyn Future<Output = ()> + '_>> {
    Box::pin(client.embed("m", "x")) //~ MIMA011 genai.Client.embed
}

#[mima::attest(tool_name = "short")]
fn short(client: &Client) -> BoxFuture<'_, ()> {
    Box::pin(client.embed("m", "x")) //~ MIMA011 genai.Client.embed
}

#[mima::attest(tool_name = "streamed")]
fn streamed(client: Client) -> impl Stream<Item = u8> {
    async_stream::stream! {
        client.embed("m", "x").await; //~ MIMA011 genai.Client.embed
    }
}

#[mima::attest(tool_name = "at_once")]
fn at_once(client: &Client) -> String {
    client.embed("m", "x") //~ attested genai.Client.embed by=mima.attest
}
