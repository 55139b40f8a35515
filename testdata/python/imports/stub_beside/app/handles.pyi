from typing import TextIO

client: TextIO
