//! A library that another one hands on.
mod own;

use facade::async_openai::{Client, config::OpenAIConfig};
use facade as f;
use facade::genai;
use facade::prelude::ollama_rs;
use other::anthropic;

async fn ask(client: Client<OpenAIConfig>) {
    client.chat().create(1).await; //~ MIMA001 async_openai.Chat.create
}

async fn by_path() {
    f::async_openai::Client::new().chat().create(1).await; //~ MIMA001 async_openai.Chat.create
    facade::async_openai::Client::new().chat().create(1).await; //~ MIMA001 async_openai.Chat.create
    genai::Client::default().exec_chat("m", 1, None).await; //~ MIMA001 genai.Client.exec_chat
    ollama_rs::Ollama::default().generate(1).await; //~ MIMA001 ollama_rs.Ollama.generate
}

/// A module that is called like a library, with a type that the library does not have.
async fn not_the_library(agent: anthropic::Session) {
    agent.create(1).await;
}
