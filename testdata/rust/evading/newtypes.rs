//! Types of the project that stand for a client.
use async_openai::config::OpenAIConfig;
use async_openai::Client;
use std::ops::{Deref, Index};

type Inner = Client<OpenAIConfig>;

struct Desk(Inner);

impl Deref for Desk {
    type Target = Inner;
    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

struct Outer(Desk);

impl Deref for Outer {
    type Target = Desk;
    fn deref(&self) -> &Desk {
        &self.0
    }
}

struct Pool(Vec<Inner>);

impl Index<usize> for Pool {
    type Output = Inner;
    fn index(&self, at: usize) -> &Inner {
        &self.0[at]
    }
}

impl Iterator for Pool {
    type Item = Inner;
    fn next(&mut self) -> Option<Inner> {
        Some(Client::new())
    }
}

struct Plain(Inner);

impl Plain {
    fn chat(&self) -> Talk {
        Talk
    }
}

impl Deref for Plain {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}

struct Talk;

impl Talk {
    fn create(&self, request: Request) {}
}

async fn ask(desk: Desk, outer: Outer, pool: Pool, request: Request) {
    desk.chat().create(request).await; //~ MIMA001 async_openai.Chat.create
    (*desk).chat().create(request).await; //~ MIMA001 async_openai.Chat.create
    outer.chat().create(request).await; //~ MIMA001 async_openai.Chat.create
    pool[0].chat().create(request).await; //~ MIMA001 async_openai.Chat.create
    for client in pool {
        client.chat().create(request).await; //~ MIMA001 async_openai.Chat.create
    }
}

async fn own(plain: Plain, request: Request) {
    plain.chat().create(request);
    plain.completions().create(request).await; //~ MIMA001 async_openai.Completions.create
}
