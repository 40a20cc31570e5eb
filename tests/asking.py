"""What the fixture `ask` is: it runs a document with variables, and returns the data of the answer."""

from collections.abc import Callable
from typing import Any

Ask = Callable[..., dict[str, Any]]
