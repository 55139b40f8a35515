//! Cells that hold a client: of a thread, of the program, of a function; and containers that are filled later.
use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock};

use genai::Client;

thread_local! {
    static PLAIN: Client = Client::default();
    static CELL: RefCell<Option<Client>> = RefCell::new(None);
}

fn of_a_thread() {
    PLAIN.with(|client| client.embed("m", "x")); //~ MIMA001 genai.Client.embed
    CELL.with(|cell| cell.borrow().as_ref().unwrap().embed("m", "x")); //~ MIMA001 genai.Client.embed
    CELL.with_borrow(|cell| cell.as_ref().unwrap().embed("m", "x")); //~ MIMA001 genai.Client.embed
}

static ONCE: OnceLock<Client> = OnceLock::new();
static LAZY: LazyLock<Client> = LazyLock::new(|| Client::default());

lazy_static::lazy_static! {
    static ref GLOBAL: Client = Client::default();
}

fn of_the_program() {
    ONCE.get_or_init(Client::default).embed("m", "x"); //~ MIMA001 genai.Client.embed
    LAZY.embed("m", "x"); //~ MIMA001 genai.Client.embed
    GLOBAL.embed("m", "x"); //~ MIMA001 genai.Client.embed
}

fn of_a_function() {
    let cell = OnceCell::new();
    cell.get_or_init(|| Client::default()).embed("m", "x"); //~ MIMA001 genai.Client.embed
}

fn filled_later() {
    let mut clients = Vec::new();
    clients.push(Client::default());
    clients[0].embed("m", "x"); //~ MIMA001 genai.Client.embed
    for client in &clients {
        client.embed("m", "x"); //~ MIMA001 genai.Client.embed
    }
    let made: Vec<_> = (0..3).map(|_| Client::default()).collect();
    for client in made.iter() {
        client.embed("m", "x"); //~ MIMA001 genai.Client.embed
    }
    let mut by_name = HashMap::new();
    by_name.insert("a", Client::default());
    by_name.get("a").unwrap().embed("m", "x"); //~? MIMA001 genai.Client.embed -- what is put into a container of which no type is written is not looked for by its methods
}
