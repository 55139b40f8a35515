from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import OllamaEntry


async def go(hass, entry: "OllamaEntry"):
    return await entry.runtime_data.generate(model="x")  #~ MIMA001 ollama.AsyncClient.generate model=x
