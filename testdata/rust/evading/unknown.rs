//! What has the methods of a library's handle, one after the other, and was not followed.
use async_openai::config::OpenAIConfig;
use async_openai::Client;

type Desk = Client<OpenAIConfig>;

async fn typed(bytes: *const u8, any: &dyn std::any::Any, request: Request) {
    any.downcast_ref::<Desk>().unwrap().chat().create(request).await; //~ MIMA003 chat().create
    (*(bytes as *const Desk)).chat().create(request).await; //~ MIMA003 chat().create
    std::mem::transmute::<_, &Desk>(bytes).chat().create(request).await; //~ MIMA003 chat().create
    "x".parse::<Desk>().unwrap().chat().create(request).await; //~ MIMA003 chat().create
}

async fn unknown(thing: Unknown, request: Request) {
    thing.pick().chat().create(request).await; //~ MIMA003 chat().create
    thing.pick().create(request).await;
    thing.pick().models().list().await;
}

async fn number(request: Request) {
    let thing = 1;
    thing.chat().create(request);
}
