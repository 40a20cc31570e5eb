"""Which port a server listens on: the one it had, while that is free. Not here: the server."""

import socket
from contextlib import suppress
from pathlib import Path


def port_for(data: Path) -> int:
    """The port of a data directory: kept over restarts, so that those who were connected find it again."""
    file = data / "port"
    with suppress(OSError, ValueError, OverflowError):
        kept = int(file.read_text())
        if is_free(kept):
            return kept
    port = free_port()
    file.write_text(str(port))
    return port


def free_port() -> int:
    """A port of this machine that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def is_free(port: int) -> bool:
    """Whether a server could listen on a port now."""
    with socket.socket() as probe:
        # As the server does: connections that ended a moment ago do not keep the port.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
