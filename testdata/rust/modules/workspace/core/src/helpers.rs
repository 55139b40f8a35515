use oai::Client;

pub fn make() -> Client<oai::config::OpenAIConfig> {
    Client::new()
}

pub async fn ask() {
    make().chat().create(1).await; //~ MIMA001 async_openai.Chat.create
}
