from homeassistant.config_entries import ConfigEntry
from ollama import AsyncClient

type OllamaEntry = ConfigEntry[AsyncClient]


async def async_setup_entry(hass, entry: OllamaEntry):
    client = AsyncClient(host="x")
    entry.runtime_data = client
    return True
