//! Methods that are taken of their types, and names that are written in other ways.
use async_openai::config::OpenAIConfig;
use async_openai::{Chat, Client};
extern crate r#async_openai as other;

type Desk = Client<OpenAIConfig>;

const CHAT: fn(&Desk) -> Chat<OpenAIConfig> = Desk::chat;
static ALL: [fn(&Desk) -> Chat<OpenAIConfig>; 1] = [Client::chat];

async fn taken(client: Desk, request: Request) {
    Chat::create(&client.chat(), request).await; //~ MIMA001 async_openai.Chat.create
    Chat::<OpenAIConfig>::create(&client.chat(), request).await; //~ MIMA001 async_openai.Chat.create
    <Chat<OpenAIConfig>>::create(&client.chat(), request).await; //~ MIMA001 async_openai.Chat.create
    Client::chat(&client).create(request).await; //~ MIMA001 async_openai.Chat.create
    Chat::new(&client).create(request).await; //~ MIMA001 async_openai.Chat.create
    async_openai::Chat::create(&async_openai::Client::chat(&client), request).await; //~ MIMA001 async_openai.Chat.create
}

async fn pointers(client: Desk, request: Request) {
    let chat = Client::chat;
    chat(&client).create(request).await; //~ MIMA001 async_openai.Chat.create
    let create = Chat::create;
    create(&client.chat(), request).await; //~ MIMA001 async_openai.Chat.create
    CHAT(&client).create(request).await; //~ MIMA001 async_openai.Chat.create
    (ALL[0])(&client).create(request).await; //~ MIMA001 async_openai.Chat.create
    Some(&client).map(Client::chat).unwrap().create(request).await; //~ MIMA001 async_openai.Chat.create
}

async fn raw(client: Desk, request: Request) {
    client.r#chat().r#create(request).await; //~ MIMA001 async_openai.Chat.create
    r#async_openai::r#Client::new().chat().create(request).await; //~ MIMA001 async_openai.Chat.create
    other::Client::new().chat().create(request).await; //~ MIMA001 async_openai.Chat.create
}

async fn handed(client: Desk, request: Request) {
    std::convert::identity(client).chat().create(request).await; //~ MIMA001 async_openai.Chat.create
    std::hint::black_box(Client::new()).chat().create(request).await; //~ MIMA001 async_openai.Chat.create
    Box::leak(Box::new(Client::new())).chat().create(request).await; //~ MIMA001 async_openai.Chat.create
}

async fn received(receiver: std::sync::mpsc::Receiver<Desk>, request: Request) {
    receiver.recv().unwrap().chat().create(request).await; //~ MIMA001 async_openai.Chat.create
}

fn others(client: &Desk) {
    Client::models(client).list();
    let chat = Client::chat;
    Chat::size(chat);
}
