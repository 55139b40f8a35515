mod extra;

use my_core::{make_client as make, open::Wrapper as Held};

async fn main() {
    make().chat().create(1).await; //~ MIMA001 async_openai.Chat.create
    let held = Held::new();
    held.client.chat().create(1).await; //~ MIMA001 async_openai.Chat.create
    my_core::inline::again().client.chat().create(1).await; //~ MIMA001 async_openai.Chat.create
    extra::ask(&held).await;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn asks() {
        make().chat().create(1).await; //~ MIMA001 async_openai.Chat.create
    }
}
