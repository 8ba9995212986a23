"""The dashboard: a text, the charts in rows of twelve twelfths, and a filter that lets one document through at a time.

One document: two documents about one war count its dead twice, and sums are right within one only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from etl.publish.superset.declarations import Chart, Dashboard, Declarations

_FULL = 12  # columns of Superset's grid

Identify = Callable[[str, str], str]  # kind of object and its name to its uuid


def describe_dashboard(declarations: Declarations, identify: Identify) -> dict[str, Any]:
    """The dashboard as Superset's YAML has it, without its own uuid.

    Charts bear their number in the list here; Superset puts in its own by their uuids.
    """
    dashboard = declarations.dashboard
    tiles = [_text(dashboard), *(_tile(number, chart, identify) for number, chart in enumerate(declarations.charts, 1))]
    return {
        "dashboard_title": dashboard.title,
        "description": dashboard.about,
        "css": "",
        "slug": dashboard.slug,
        "published": True,
        "position": _grid(tiles, dashboard.title),
        "metadata": {
            "color_scheme": "supersetColors",
            "cross_filters_enabled": True,
            "native_filter_configuration": [_filter(declarations, identify)],
        },
    }


def _text(dashboard: Dashboard) -> dict[str, Any]:
    meta = {"width": dashboard.text_width, "height": dashboard.text_height, "code": dashboard.text}
    return {"id": "MARKDOWN-text", "type": "MARKDOWN", "children": [], "meta": meta}


def _tile(number: int, chart: Chart, identify: Identify) -> dict[str, Any]:
    meta = {
        "width": chart.width,
        "height": chart.height,
        "chartId": number,
        "sliceName": chart.name,
        "uuid": identify("chart", chart.name),
    }
    return {"id": f"CHART-{number}", "type": "CHART", "children": [], "meta": meta}


def _grid(tiles: Sequence[dict[str, Any]], title: str) -> dict[str, Any]:
    """Superset's tree of layout: root, grid, rows filled from left to right, tiles."""
    rows: list[list[dict[str, Any]]] = []
    for tile in tiles:
        if not rows or sum(placed["meta"]["width"] for placed in rows[-1]) + tile["meta"]["width"] > _FULL:
            rows.append([])
        rows[-1].append(tile)
    position: dict[str, Any] = {
        "DASHBOARD_VERSION_KEY": "v2",
        "ROOT_ID": {"id": "ROOT_ID", "type": "ROOT", "children": ["GRID_ID"]},
        "GRID_ID": {"id": "GRID_ID", "type": "GRID", "children": [], "parents": ["ROOT_ID"]},
        "HEADER_ID": {"id": "HEADER_ID", "type": "HEADER", "meta": {"text": title}},
    }
    for number, row in enumerate(rows, 1):
        name = f"ROW-{number}"
        position["GRID_ID"]["children"].append(name)
        position[name] = {
            "id": name,
            "type": "ROW",
            "children": [tile["id"] for tile in row],
            "parents": ["ROOT_ID", "GRID_ID"],
            "meta": {"background": "BACKGROUND_TRANSPARENT"},
        }
        for tile in row:
            position[tile["id"]] = tile | {"parents": ["ROOT_ID", "GRID_ID", name]}
    return position


def _filter(declarations: Declarations, identify: Identify) -> dict[str, Any]:
    """A filter that must have one value and begins with the first."""
    dashboard = declarations.dashboard
    not_filtered = [number for number, chart in enumerate(declarations.charts, 1) if chart.every_document]
    return {
        "id": "NATIVE_FILTER-document",
        "type": "NATIVE_FILTER",
        "name": dashboard.filter_name,
        "filterType": "filter_select",
        "targets": [
            {
                "datasetUuid": identify("dataset", dashboard.filter_relation),
                "column": {"name": dashboard.filter_column},
            }
        ],
        "controlValues": {
            "multiSelect": False,
            "enableEmptyFilter": True,
            "defaultToFirstItem": True,
            "inverseSelection": False,
            "searchAllOptions": True,
        },
        "requiredFirst": True,  # else the charts do not wait for the first value
        "defaultDataMask": {"extraFormData": {}, "filterState": {}, "ownState": {}},
        "cascadeParentIds": [],
        "scope": {"rootPath": ["ROOT_ID"], "excluded": not_filtered},
    }
