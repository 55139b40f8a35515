//! What may end a guard before its block does: whatever its name is given to. What only looks at it does not.
use genai::Client;

fn moved(client: &Client) {
    let guard = mima::trace("x");
    client.embed("m", "x"); //~ attested genai.Client.embed by=mima.trace
    let vector = vec![guard];
    drop(vector);
    client.embed("m", "x"); //~ MIMA001 genai.Client.embed
}

fn by_another_name(client: &Client) {
    let guard = mima::trace("x");
    let other = guard;
    drop(other);
    client.embed("m", "x"); //~ MIMA001 genai.Client.embed
}

fn by_a_method(client: &Client, maybe: bool) {
    let mut guard = Some(mima::trace("x"));
    guard.take();
    client.embed("m", "x"); //~ MIMA001 genai.Client.embed
    let guard = mima::trace("x");
    guard.record("model");
    println!("{guard} {:?}", guard);
    client.embed("m", "x"); //~ attested genai.Client.embed by=mima.trace
    guard.end();
    client.embed("m", "x"); //~ MIMA001 genai.Client.embed
}

fn by_another_value(client: &Client) {
    let mut guard = mima::trace("x");
    guard = other();
    client.embed("m", "x"); //~ MIMA001 genai.Client.embed
}

fn in_a_closure(client: &Client) {
    let guard = mima::trace("x");
    (|| drop(guard))();
    client.embed("m", "x"); //~ MIMA001 genai.Client.embed
    let guard = mima::trace("x");
    std::thread::spawn(move || {
        let _inside = guard;
    });
    client.embed("m", "x"); //~ MIMA001 genai.Client.embed
    let guard = mima::trace("x");
    let later = async move { drop(guard) };
    client.embed("m", "x"); //~ MIMA001 genai.Client.embed
}

fn in_a_loop(client: &Client) {
    let guard = mima::trace("x");
    loop {
        drop(guard);
        break;
    }
    client.embed("m", "x"); //~ MIMA001 genai.Client.embed
    let guard = mima::trace("x");
    for _ in 0..3 {
        client.embed("m", "x"); //~ MIMA001 genai.Client.embed
        guard.end();
    }
}

fn lent(client: &Client) {
    let mut guard = mima::trace("x");
    look(&mut guard);
    let _ = guard;
    client.embed("m", "x"); //~ attested genai.Client.embed by=mima.trace
}

fn look<T>(_value: &mut T) {}

fn hidden_by_another(client: &Client) {
    let guard = mima::trace("x");
    let guard = 1;
    client.embed("m", "x"); //~ attested genai.Client.embed by=mima.trace
}

fn sometimes(client: &Client, flag: bool, existing: Option<Other>) {
    let _guard = flag.then(|| mima::trace("x"));
    client.embed("m", "x"); //~ MIMA001 genai.Client.embed
    let _guard = existing.unwrap_or_else(|| mima::trace("x"));
    client.embed("m", "x"); //~ MIMA001 genai.Client.embed
    let _guard = Some(mima::trace("x")).filter(|_| flag);
    client.embed("m", "x"); //~ MIMA001 genai.Client.embed
}

fn always(client: &Client) -> Result<(), Error> {
    let _guard = mima::trace("x")?;
    client.embed("m", "x"); //~ attested genai.Client.embed by=mima.trace
    let _other = mima::trace("x").unwrap();
    client.embed("m", "x"); //~ attested genai.Client.embed by=mima.trace
    Ok(())
}
