mod app;
#[path = "elsewhere/more.rs"]
mod extra;
mod ways;

async fn by_path() {
    extra::make().exec_chat("m", 1, None).await; //~ MIMA001 genai.Client.exec_chat
}
