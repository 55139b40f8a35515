//! What `into` gives is of the type that is declared for it.
use genai::Client;

struct Running {
    client: Client,
}

impl From<Client> for Running {
    fn from(client: Client) -> Self {
        Running { client }
    }
}

impl Running {
    async fn embed(&self, text: &str) {
        self.client.embed("m", text).await; //~ MIMA001 genai.Client.embed
    }
}

struct Session {
    active: Running,
}

impl Session {
    async fn ask(&self) {
        self.active.embed("x").await;
    }
}

fn start(client: Client) -> Session {
    let active = client.into();
    Session { active }
}

fn declared(client: Client) -> Running {
    client.into()
}

async fn uses(client: Client, other: Client, third: Client) {
    let running: Running = client.into();
    running.embed("x").await;
    declared(other).embed("x").await;
    Running::from(third).embed("x").await;
    let same: Client = Client::default().into();
    same.embed("m", "x").await; //~ MIMA001 genai.Client.embed
}
