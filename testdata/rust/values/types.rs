//! Declared types: fields, parameters, results, type parameters, traits.
use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock};

use async_openai::{config::OpenAIConfig, Client};

type OpenAi = Client<OpenAIConfig>;

static SHARED: OnceLock<OpenAi> = OnceLock::new();

struct App {
    client: Arc<OpenAi>,
    optional: Option<Box<Client<OpenAIConfig>>>,
    guarded: Mutex<Client<OpenAIConfig>>,
    all: Vec<OpenAi>,
    named: HashMap<String, OpenAi>,
    name: String,
}

impl App {
    fn new() -> Self {
        Self { client: Arc::new(Client::new()), ..unimplemented!() }
    }

    fn client(&self) -> &OpenAi {
        &self.client
    }

    async fn ask(&self) {
        self.client.chat().create(1).await; //~ MIMA001 async_openai.Chat.create
        self.client().embeddings().create(1).await; //~ MIMA001 async_openai.Embeddings.create
        self.optional.as_ref().unwrap().chat().create_stream(1).await; //~ MIMA001 async_openai.Chat.create_stream
        self.guarded.lock().unwrap().images().generate(1).await; //~ MIMA001 async_openai.Images.generate
        for client in &self.all {
            client.moderations().create(1).await; //~ MIMA001 async_openai.Moderations.create
        }
        self.named["a"].responses().create(1).await; //~ MIMA001 async_openai.Responses.create
        self.client.models().list().await;
        self.name.create(1);
        SHARED.get_or_init(Client::new).chat().create(1).await; //~ MIMA001 async_openai.Chat.create
    }
}

async fn made_here() {
    let app = App::new();
    app.client.audio().speech().create(1).await; //~ MIMA001 async_openai.Speech.create
}

trait Asks {
    async fn ask(&self, client: &OpenAi) {
        client.completions().create(1).await; //~ MIMA001 async_openai.Completions.create
    }
    fn client(&self) -> OpenAi;
}

async fn by_trait_object(asks: Box<dyn Asks>) {
    asks.client().chat().create(1).await; //~ MIMA001 async_openai.Chat.create
}

struct Wrapper<T>(T);

impl Wrapper<OpenAi> {
    async fn ask(&self) {
        self.0.chat().create(1).await; //~ MIMA001 async_openai.Chat.create
    }
}

struct Tuple(OpenAi, u8);

async fn by_place(tuple: &Tuple) {
    tuple.0.chat().create(1).await; //~ MIMA001 async_openai.Chat.create
}

async fn bound<T: AsRef<str>, F>(value: T, run: F)
where
    F: Fn(OpenAi) -> u8,
{
    value.create(1);
    let _ = run;
}

enum Provider {
    OpenAi(OpenAi),
    Other { client: OpenAi, name: String },
    None,
}

impl Provider {
    async fn ask(&self) {
        match self {
            Self::OpenAi(client) => client.chat().create(1).await, //~ MIMA001 async_openai.Chat.create
            Provider::Other { client: inner, name } => {
                name.create(1);
                inner.chat().create(1).await //~ MIMA001 async_openai.Chat.create
            }
            Provider::None => return,
        };
    }
}

async fn extracted(State(client): State<Arc<OpenAi>>, other: axum::Extension<OpenAi>) {
    client.chat().create(1).await; //~ MIMA001 async_openai.Chat.create
    other.chat().create(1).await; //~ MIMA001 async_openai.Chat.create
}

use axum::extract::State;
