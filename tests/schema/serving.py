"""An application served by the real server, for what a client notices of connections. Not here: tests."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn


@contextmanager
def served(application: Any, path: str, http: Any = "auto") -> Iterator[str]:
    """Serve an application on a free port while the block runs; yield an address of it."""
    taken = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(application, log_level="critical", lifespan="off", http=http))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [taken]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{taken.getsockname()[1]}{path}"
    finally:
        server.should_exit = True
        thread.join()
