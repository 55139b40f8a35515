use async_openai::Client;

async fn ask(client: &async_openai::Client) {
    client.chat().create(1).await; //~ MIMA001 async_openai.Chat.create
}

async fn renamed() {
    oai::Client::new().chat().create(1).await; //~ MIMA001 async_openai.Chat.create
}

async fn main() {
    let client = Client::new();
    client.chat().create(1).await; //~ MIMA001 async_openai.Chat.create
    client.held().exec_chat("m", 1, None).await; //~ MIMA001 genai.Client.exec_chat
}
