//! A method of a library's trait makes a handle of any value, where the trait is imported.
use rmcp::ServiceExt;

struct Mine;

impl Mine {
    fn start(self) {}
}

async fn serve() -> Result<(), Box<dyn std::error::Error>> {
    let client = ().serve(transport()).await?;
    client.call_tool(1).await?; //~ MIMA001 rmcp.service.RunningService.call_tool
    client.list_tools(1).await?;
    let running = Mine.serve(transport()).await?;
    running.peer().call_tool(1).await?; //~ MIMA001 rmcp.service.Peer.call_tool
    Ok(())
}
