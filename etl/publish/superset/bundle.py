"""Build the bundle: a ZIP of YAML files as `superset import-dashboards` and Superset's REST interface take it.

The same version of the program and the same URL give the same bytes: nothing in it depends on the clock, every object
has a uuid made from its name, nothing is compressed. The password of the URL is not in it; Superset asks for it.
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import yaml
from sqlalchemy import URL

from etl.errors import UsageError
from etl.publish.superset.charts import describe_chart
from etl.publish.superset.dashboard import describe_dashboard
from etl.publish.superset.datasets import describe_dataset
from etl.publish.superset.declarations import declared

DATABASE = "warledger"  # its name in Superset
PASSWORD_MASK = "X" * 10  # what Superset takes as: ask for it

_ROOT = "warledger"  # folder in the ZIP; Superset drops it
_NAMESPACE = UUID("7c2f0f0e-55a4-4a58-9b0e-6d2a51c84f10")
_VERSION = "1.0.0"  # of Superset's format
_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o644 << 16


def write_bundle(url: URL, file: Path) -> int:
    """Write the bundle for the database at the URL; how many charts it has. Nothing is connected.

    Raises UsageError for a database that is not PostgreSQL.
    """
    file.write_bytes(bundle(url))
    return len(declared().charts)


def bundle(url: URL) -> bytes:
    """The bytes of the ZIP; UsageError as for `write_bundle`."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, content in sorted(bundled_files(url).items()):
            entry = zipfile.ZipInfo(f"{_ROOT}/{name}", _DAY_OF_ZIP)
            entry.external_attr = _READABLE
            archive.writestr(entry, yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120))
    return packed.getvalue()


def bundled_files(url: URL) -> dict[str, dict[str, Any]]:
    """Path in the bundle to content, as it is before it becomes YAML."""
    declarations = declared()
    database = _identify("database", DATABASE)
    # without a type, both of Superset's imports take it: that of dashboards, and that of assets, which overwrites
    files: dict[str, dict[str, Any]] = {"metadata.yaml": {"version": _VERSION}}
    files[f"databases/{DATABASE}.yaml"] = _database(url) | {"uuid": database, "version": _VERSION}
    for dataset in declarations.datasets:
        identity = {"uuid": _identify("dataset", dataset.relation), "database_uuid": database, "version": _VERSION}
        files[f"datasets/{DATABASE}/{dataset.relation}.yaml"] = describe_dataset(dataset) | identity
    for chart in declarations.charts:
        identity = {
            "uuid": _identify("chart", chart.name),
            "dataset_uuid": _identify("dataset", chart.relation),
            "version": _VERSION,
        }
        files[f"charts/{_file_name(chart.name)}.yaml"] = describe_chart(chart) | identity
    dashboard = declarations.dashboard
    identity = {"uuid": _identify("dashboard", dashboard.title), "version": _VERSION}
    files[f"dashboards/{_file_name(dashboard.title)}.yaml"] = describe_dashboard(declarations, _identify) | identity
    return files


def _database(url: URL) -> dict[str, Any]:
    return {
        "database_name": DATABASE,
        "sqlalchemy_uri": superset_uri(url),
        "expose_in_sqllab": True,
        "allow_run_async": False,
        "allow_ctas": False,
        "allow_cvas": False,
        "allow_dml": False,
        "allow_file_upload": False,
        "extra": {"allows_virtual_table_explore": True},
    }


def superset_uri(url: URL) -> str:
    """The URL as Superset's own driver takes it, its password masked. UsageError for a database that is not PostgreSQL."""
    if url.get_backend_name() not in ("postgresql", "postgres"):
        raise UsageError(
            "Superset does not open SQLite files: load a PostgreSQL database and name it with --database postgresql://USER@HOST/NAME"
        )
    secret = url.password is not None or "password" in url.query
    known = url.set(drivername="postgresql+psycopg2", password=PASSWORD_MASK if secret else None)
    return known.difference_update_query(["password"]).render_as_string(hide_password=False)


def _identify(kind: str, name: str) -> str:
    return str(uuid5(_NAMESPACE, f"{kind}/{name}"))


def _file_name(title: str) -> str:
    return re.sub(r"\W+", "_", title.lower()).strip("_")
