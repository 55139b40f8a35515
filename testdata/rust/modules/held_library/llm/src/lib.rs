mod inner;

pub struct Client;
pub struct Chat;

impl Client {
    pub fn new() -> Self {
        Client
    }
    pub fn chat(&self) -> Chat {
        Chat
    }
    pub fn held(&self) -> genai::Client {
        loop {}
    }
}

impl Chat {
    pub async fn create(&self, request: String) -> Result<String, ()> {
        Ok(request)
    }
}
