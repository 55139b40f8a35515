use genai::Client;

pub struct App {
    pub(crate) client: Client,
}

pub trait Asks {
    fn client(&self) -> &Client;

    async fn ask(&self) {
        self.client().exec_chat("m", 1, None).await; //~ MIMA001 genai.Client.exec_chat
    }
}
