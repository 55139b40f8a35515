//! The program's own macros: what one gives stands where it is used.
use genai::Client;

macro_rules! ask {
    ($client:expr, $text:expr) => {
        $client.exec_chat("m", $text, None).await
    };
    (@embed $client:ident, $($text:literal),+ $(,)?) => {{
        $( let _ = $client.embed("m", $text).await; )+
    }};
}

macro_rules! twice {
    ($client:expr) => {
        ask!($client, "one");
        ask!($client, "two")
    };
}

macro_rules! method {
    ($name:ident) => {
        async fn $name(&self, text: &str) {
            self.client.embed("m", text).await; //~ MIMA001 genai.Client.embed
        }
    };
}

macro_rules! service {
    ($type:ident) => {
        struct $type {
            client: Client,
        }

        impl $type {
            fn make() -> Self {
                Self { client: Client::default() }
            }
        }
    };
}

macro_rules! call {
    ($client:expr, $method:ident $(, $argument:expr)*) => {
        $client.$method($($argument),*)
    };
}

macro_rules! governed {
    ($name:literal, $body:block) => {{
        let _span = mima::trace($name);
        $body
    }};
}

macro_rules! shown {
    ($value:expr) => {
        println!("{} = {:?}", stringify!($value), $value)
    };
}

service!(Desk);

impl Desk {
    // What it defines stands in its definition.
    method!(embed_it);
}

struct Holder {
    client: Client,
}

impl Holder {
    async fn ask(&self) {
        let _ = ask!(self.client, "text"); //~ MIMA001 genai.Client.exec_chat
        let _ = ask!(&self.client, build(1, 2))?; //~ MIMA001 genai.Client.exec_chat
        shown!(self.client.embed("m", "x").await); //~ MIMA001 genai.Client.embed
    }
}

async fn uses() {
    let client = Client::default();
    ask!(@embed client, "a", "b"); //~ MIMA001 genai.Client.embed
    twice!(client); //~ MIMA001 genai.Client.exec_chat
    call!(client, embed, "m", "x").await; //~ MIMA001 genai.Client.embed
    call!(client, all_model_names, 1).await;
    call!(
        client,
        embed,
        "m",
        client.embed("m", "inner").await //~ MIMA001 genai.Client.embed
    ); //~^^^^^ MIMA001 genai.Client.embed
    let desk = Desk::make();
    desk.client.embed("m", "x").await; //~ MIMA001 genai.Client.embed
    let answer = async { ask!(client, "x") }; //~ MIMA001 genai.Client.exec_chat
    answer.await;
    governed!("x", {
        client.embed("m", "x").await //~ attested genai.Client.embed by=mima.trace
    });
    client.embed("m", "x").await; //~ MIMA001 genai.Client.embed
}

macro_rules! unmatched {
    ($client:expr; $text:expr) => {
        $client.exec_chat("m", $text, None)
    };
}

fn cannot_be_told(client: &Client) {
    unmatched!(client, "x"); //~ MIMA003 may make an AI call
    other_macro!(client, "x");
}

async fn suppressed(client: &Client) {
    let _ = ask!(client, { //~ MIMA001 genai.Client.exec_chat
        // mima: ignore[MIMA001] -- known
        let text = client.embed("m", "x").await; //~ suppressed MIMA001 genai.Client.embed
        text
    });
}
