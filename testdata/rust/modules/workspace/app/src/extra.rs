use my_core::inline::Wrapper;

pub async fn ask(wrapper: &Wrapper) {
    wrapper.name();
}

pub async fn from_the_root() {
    crate::make().chat().create(1).await; //~ MIMA001 async_openai.Chat.create
}
