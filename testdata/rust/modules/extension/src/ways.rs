//! Methods are added to a class that another file defines.
use crate::app::{App, Asks};
use genai::chat::ChatRequest;

impl App {
    pub async fn twice(&self) {
        self.client.exec_chat("m", ChatRequest::default(), None).await; //~ MIMA001 genai.Client.exec_chat
        self.once().await;
    }
}

impl Asks for App {
    fn client(&self) -> &genai::Client {
        &self.client
    }
}

pub async fn uses(app: App) {
    app.client().embed("m", "x").await; //~ MIMA001 genai.Client.embed
    app.twice().await;
}
