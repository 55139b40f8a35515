//! What stands for a type parameter is said by the type, or by an extension of it.
use std::ops::Deref;

use genai::Client;
use rig::completion::{Chat, Prompt};

struct Bot<P> {
    agent: P,
}

impl<P: Prompt> Bot<P> {
    async fn ask(&self) {
        self.agent.prompt("x").await; //~ MIMA001 rig.completion.Prompt.prompt
    }
}

struct Talker<P> {
    agent: P,
}

impl<P> Talker<P>
where
    P: Chat + Send,
{
    async fn talk(&self) {
        self.agent.chat("x", vec![]).await; //~ MIMA001 rig.completion.Chat.chat
    }
}

struct Holder<'a, N, T> {
    name: &'a N,
    inner: T,
}

impl<'a, N> Holder<'a, N, Client> {
    async fn ask(&self) {
        self.inner.embed("m", "x").await; //~ MIMA001 genai.Client.embed
        self.name.embed("m", "x").await;
    }
}

struct Tuple<T>(T);

impl<T: AsRef<Client>> Tuple<T> {
    async fn ask(&self) {
        self.0.as_ref().embed("m", "x").await; //~ MIMA001 genai.Client.embed
    }
}

struct Pointer<T> {
    to: T,
}

impl<T: Deref<Target = Client>> Pointer<T> {
    async fn ask(&self) {
        self.to.embed("m", "x").await; //~ MIMA001 genai.Client.embed
    }
}

struct Nothing<T> {
    inner: T,
}

impl<T: Send> Nothing<T> {
    async fn ask(&self) {
        self.inner.embed("m", "x").await;
    }
}
