//! Methods that are called like the field which they hand out, under an attribute.
use async_openai::config::OpenAIConfig;
use async_openai::types::CreateChatCompletionRequest;
use async_openai::Client;

pub struct Session {
    agent: Agent,
    client: Client<OpenAIConfig>,
}

impl Session {
    #[must_use]
    pub fn agent(&self) -> &Agent {
        &self.agent
    }

    #[inline]
    fn client(&self) -> &Client<OpenAIConfig> {
        &self.client
    }

    pub fn query(&self) {
        self.agent().query("q");
    }

    pub async fn ask(&self, request: CreateChatCompletionRequest) {
        self.client().chat().create(request).await; //~ MIMA001 async_openai.Chat.create
    }
}
