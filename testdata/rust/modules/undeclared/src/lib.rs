use async_openai::Client;

pub async fn ask() {
    let client = Client::new();
    client.chat().create(todo!()).await; //~ MIMA001 async_openai.Chat.create
}
