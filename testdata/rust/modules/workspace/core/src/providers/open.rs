use super::super::helpers;

pub struct Wrapper {
    pub client: oai::Client<oai::config::OpenAIConfig>,
}

impl Wrapper {
    pub fn new() -> Self {
        Self { client: crate::helpers::make() }
    }
}

pub async fn ask() {
    helpers::make().chat().create(1).await; //~ MIMA001 async_openai.Chat.create
    self::inner().chat().create(1).await; //~ MIMA001 async_openai.Chat.create
}

fn inner() -> oai::Client<oai::config::OpenAIConfig> {
    super::super::make_client()
}
