"""Serve the ledger to a web browser: make the copy, start Datasette over it, end cleanly."""

from __future__ import annotations

import signal
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import sqlalchemy as sa
import uvicorn
from datasette.app import Datasette
from datasette.plugins import pm

from etl.browse import site
from etl.browse.ledger import NAME
from etl.browse.metadata import metadata
from etl.browse.snapshot import make_snapshot
from etl.errors import UsageError

_HERE = Path(__file__).parent
_SETTINGS = {
    "default_page_size": 50,
    "sql_time_limit_ms": 5_000,
    "facet_time_limit_ms": 1_000,
    "truncate_cells_html": 400,
    "allow_facet": True,
    "suggest_facets": False,  # the metadata names those that tell something; others stand in the menu of each column
    "default_cache_ttl": 0,  # another copy may be served at the same address tomorrow
}
_PLUGIN = "warledger"


def application(snapshot: Path) -> Datasette:
    """Datasette over a copy made by `make_snapshot`, with our pages."""
    pm.get_plugin("datasette.handle_exception").rich = None  # or it prints all locals for each address that does not exist
    if not pm.has_plugin(_PLUGIN):
        pm.register(site, name=_PLUGIN)
    return Datasette(
        immutables=[str(snapshot)],
        metadata=metadata(),
        settings=_SETTINGS,
        template_dir=str(_HERE / "templates"),
        static_mounts=[("assets", str(_HERE / "static"))],
        plugins_dir=None,
        memory=False,
    )


def serve(engine: sa.Engine, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve the database as it is now until SIGTERM or Ctrl-C; `ready` gets the address. The copy is removed at the end.

    `port` 0 takes any free one. Raises UsageError where the address cannot be used, DatabaseError where the database lacks
    a relation.
    """
    with _listening(host, port) as listener, _until_told(), tempfile.TemporaryDirectory(prefix="warledger-") as folder:
        snapshot = Path(folder) / f"{NAME}.db"
        make_snapshot(engine, snapshot)
        engine.dispose()
        config = uvicorn.Config(application(snapshot).app(), log_level="warning", lifespan="on", access_log=False)
        shown = f"[{host}]" if ":" in host else host
        ready(f"http://{shown}:{listener.getsockname()[1]}/")
        uvicorn.Server(config).run(sockets=[listener])


@contextmanager
def _until_told() -> Iterator[None]:
    """SIGTERM and Ctrl-C end the block, whatever it does, and are no error; what it opened is closed.

    uvicorn hands a signal on when it has closed its connections.
    """
    before = signal.signal(signal.SIGTERM, _leave)
    try:
        yield
    except KeyboardInterrupt:
        pass
    finally:
        signal.signal(signal.SIGTERM, before)


def _leave(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _listening(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except OverflowError:
        raise UsageError(f"--port {port}: a port is a number from 0 to 65535") from None
    except OSError as error:
        raise UsageError(
            f"{host}:{port} cannot be used: {error.strerror or error}; --port 0 takes a free port, --host names another address"
        ) from None
