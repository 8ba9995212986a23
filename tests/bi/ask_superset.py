"""Inside Superset's own environment: import the bundle, open the dashboard, ask every chart. Called by tests/bi/superset.py.

Everything goes through Superset's REST interface, as an administrator who has logged in. The bundle is imported twice:
by the dashboards' import, as the page does, then by that of assets, which overwrites, as after an upgrade.
"""

from __future__ import annotations

import json
import logging
import sys
from pathlib import Path
from typing import Any

from superset.app import create_app

BUNDLE, PASSWORD = Path(sys.argv[1]), sys.argv[2]
PASSWORDS = json.dumps({"databases/warledger.yaml": PASSWORD})
SHOWN = 110  # characters of a row
logging.disable(logging.WARNING)


class Asker:
    """A logged-in administrator's calls; counts what goes wrong."""

    def __init__(self, client: Any) -> None:
        self.client = client
        self.failures = 0
        credentials = {"username": "admin", "password": "admin", "provider": "db"}
        token = client.post("/api/v1/security/login", json=credentials).json["access_token"]
        self.headers = {"Authorization": f"Bearer {token}"}
        self.headers["X-CSRFToken"] = self.get("security/csrf_token/")["result"]

    def get(self, path: str) -> Any:
        return self.client.get(f"/api/v1/{path}", headers=self.headers).json

    def fail(self, message: str) -> None:
        self.failures += 1
        print(f"FAILED {message}")

    def import_bundle(self, path: str, field: str, **others: str) -> None:
        """Send the bundle to one of Superset's imports."""
        with BUNDLE.open("rb") as stream:
            form = {field: (stream, BUNDLE.name), **others}
            answer = self.client.post(f"/api/v1/{path}", data=form, headers=self.headers)
        print(f"import by {path}: {answer.status_code} {answer.json}")
        if answer.status_code != 200:
            self.fail(path)

    def ask_chart(self, chart: dict[str, Any], documents: list[str]) -> None:
        """Ask for the chart's data as it is saved, then as the dashboard does when its filter stands on a document.

        A chart of one document among several may be empty: not every document contradicts itself.
        """
        saved = self.client.get(f"/api/v1/chart/{chart['id']}/data/", headers=self.headers)
        self.report(f"{chart['slice_name']} ({chart['form_data']['viz_type']})", saved)
        for document in documents:
            context = json.loads(self.get(f"chart/{chart['id']}")["result"]["query_context"])
            context["queries"][0]["filters"].append({"col": "document", "op": "IN", "val": [document]})
            filtered = self.client.post("/api/v1/chart/data", json=context, headers=self.headers)
            self.report(f"  of {document}", filtered, may_be_empty=len(documents) > 1)

    def report(self, name: str, answer: Any, may_be_empty: bool = False) -> None:
        result = answer.json["result"][0] if answer.status_code == 200 else {}
        rows = result.get("data") or []
        first = json.dumps(rows[0], ensure_ascii=False)[:SHOWN] if rows else answer.get_data(as_text=True)[: 0 if result else 500]
        print(f"{name}: {answer.status_code} {result.get('status')}, {len(rows)} rows, {first}")
        wrong = result.get("error") or result.get("rejected_filters") or ("no rows" if not rows and not may_be_empty else "")
        if wrong or result.get("status") != "success":
            self.fail(f"{name}: {wrong or 'no answer'}")


def main() -> int:
    app = create_app()
    with app.app_context():
        manager = app.appbuilder.sm
        manager.add_user("admin", "A", "Dmin", "admin@localhost", manager.find_role("Admin"), password="admin")  # noqa: S106
    asker = Asker(app.test_client())
    asker.import_bundle("dashboard/import/", "formData", passwords=PASSWORDS, overwrite="true")
    asker.import_bundle("assets/import/", "bundle", passwords=PASSWORDS)

    for dataset in asker.get("dataset/?q=(page_size:100,order_column:table_name)")["result"]:
        found = asker.get(f"dataset/{dataset['id']}")["result"]
        described = sum(bool(column["description"]) for column in found["columns"])
        print(
            f"dataset {found['table_name']}: {described} of {len(found['columns'])} columns described, "
            f"{len(found['metrics'])} metrics, time by {found['main_dttm_col']}"
        )
        if not found["description"] or described < len(found["columns"]):
            asker.fail(f"{found['table_name']}: something has no description")

    (dashboard,) = asker.get("dashboard/")["result"]
    identity = dashboard["id"]
    charts = asker.get(f"dashboard/{identity}/charts")["result"]
    datasets = asker.get(f"dashboard/{identity}/datasets")["result"]
    print(f"dashboard {dashboard['dashboard_title']!r}: {len(charts)} charts over {len(datasets)} datasets")
    metadata = json.loads(asker.get(f"dashboard/{identity}")["result"]["json_metadata"])
    (filtering,) = metadata["native_filter_configuration"]
    (target,) = filtering["targets"]
    column = target["column"]["name"]
    values = asker.get(f"datasource/table/{target['datasetId']}/column/{column}/values/")["result"]
    print(f"filter {filtering['name']!r} on {column}: {values}, not on charts {filtering['scope']['excluded']}")
    for chart in sorted(charts, key=lambda one: one["id"]):
        asker.ask_chart(chart, [] if chart["id"] in filtering["scope"]["excluded"] else values)
    print(f"{asker.failures} failures")
    return int(asker.failures > 0)


if __name__ == "__main__":
    sys.exit(main())
