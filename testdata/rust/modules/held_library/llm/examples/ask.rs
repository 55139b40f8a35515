use async_openai::Client;

async fn main() {
    Client::new().chat().create(1).await; //~ MIMA001 async_openai.Chat.create
}
