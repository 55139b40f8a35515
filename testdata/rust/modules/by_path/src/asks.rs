//! Another file is a part of this one.
#[path = "elsewhere/more.rs"]
mod extra;

pub async fn ask() {
    extra::make().exec_chat("m", 1, None).await; //~ MIMA001 genai.Client.exec_chat
}
