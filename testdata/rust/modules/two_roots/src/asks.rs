pub async fn ask() {
    crate::make().exec_chat("m", 1, None).await; //~ MIMA001 genai.Client.exec_chat
}
