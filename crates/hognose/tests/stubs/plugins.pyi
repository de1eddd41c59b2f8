from typing import Literal, NotRequired, Protocol, TypedDict

class _Order(TypedDict):
    article: str
    count: NotRequired[int]
    note: NotRequired[str | None]
    speed: Literal["slow", "very_fast"]
    parts: list[_Order] | tuple[_Order, ...]

class Plugin(Protocol):
    """What a plug-in has to have."""

    def name(self) -> str:
        """Its name."""
        ...
    async def handle(self, order: _Order, at: float, /) -> list[_Order] | tuple[_Order, ...]: ...
    def done(self, from_: str, table: dict[str, int], /) -> None: ...

class PluginWithDefaults(Plugin, Protocol):
    """Plugin, and what may be missing."""

    def priority(self) -> int:
        """May be missing."""
        ...
