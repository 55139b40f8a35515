//! What has only the name of a marker: of another crate, or of something that is not known.
use genai::Client;
use governance::attest;
use governance::attest as recorded;

#[attest(tool_name = "a")] //~ MIMA013 attest
async fn imported(client: Client) {
    client.exec_chat("m", 1, None).await; //~ MIMA001 genai.Client.exec_chat doubt=by_its_name_only
}

#[recorded] //~ MIMA013 recorded
async fn by_another_name(client: Client) {
    client.exec_chat("m", 1, None).await; //~ MIMA001 genai.Client.exec_chat doubt=by_its_name_only
}

#[governance::attest] //~ MIMA013 governance::attest
async fn by_its_path(client: Client) {
    client.exec_chat("m", 1, None).await; //~ MIMA001 genai.Client.exec_chat doubt=by_its_name_only
}

async fn guard(client: Client) {
    let _guard = governance::mima::trace("x"); //~ MIMA013 governance::mima::trace
    client.exec_chat("m", 1, None).await; //~ MIMA001 genai.Client.exec_chat doubt=by_its_name_only
}

async fn of_a_parameter(client: Client, mima: Recorder) {
    let _guard = mima.trace("x"); //~ MIMA013 mima.trace
    client.exec_chat("m", 1, None).await; //~ MIMA001 genai.Client.exec_chat doubt=by_its_name_only
}

// Named in no way like a marker.
#[tracing::instrument]
async fn another_macro(client: Client) {
    client.exec_chat("m", 1, None).await; //~ MIMA001 genai.Client.exec_chat
}
