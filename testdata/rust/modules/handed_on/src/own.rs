//! A module of the project's own.
pub mod async_openai {
    pub struct Client;

    impl Client {
        pub fn chat(&self) -> &Self {
            self
        }
        pub async fn create(&self, text: u8) -> u8 {
            text
        }
    }
}

async fn ask(client: &async_openai::Client) {
    client.chat().create(1).await;
    crate::own::async_openai::Client.chat().create(1).await;
}
