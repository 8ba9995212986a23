"""Charts as Superset has them: `params` is what its editor shows, `query_context` what its reports and API ask.

Superset's pages make the query anew from `params`; both come from one `Chart` here, so that they agree.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from etl.publish.superset.declarations import Chart, Filter
from schema.publish import column_type

_PAGE = 20  # rows of a table before one turns the page
# pixels: what is read in sentences, and what is cut where it does not fit
_WIDTHS = {"event": 170, "name": 190, "evidence": 280, "why": 400, "claim": 280, "other_claim": 280, "claimants": 280}
_CUT_WIDTHS = {"source_url": 160, "source_uri": 260, "attribution": 260, "aliases": 200, "section": 220}
_FORM_OPERATORS = {"!=": "NOT_EQUALS", ">": "GREATER_THAN", "IS NOT NULL": "IS_NOT_NULL"}  # names in the editor


def describe_chart(chart: Chart) -> dict[str, Any]:
    """The chart as Superset's YAML has it, without its uuids."""
    viz_type, form, query = _KINDS[chart.kind](chart)
    params = {
        "viz_type": viz_type,
        "adhoc_filters": [_form_filter(condition) for condition in chart.filters],
        "row_limit": chart.limit,
        **form,
    }
    return {
        "slice_name": chart.name,
        "description": chart.about,
        "viz_type": viz_type,
        "params": params,
        "query_context": json.dumps(_query_context(chart, params, query)),
    }


_Parts = tuple[str, dict[str, Any], dict[str, Any]]  # viz_type, what is special in params, and in the query


def _number(chart: Chart) -> _Parts:
    (metric,) = chart.metrics
    form = {"metric": metric, "header_font_size": 0.5, "y_axis_format": ",d"}
    return "big_number_total", form, {"metrics": [metric]}


def _rows(chart: Chart) -> _Parts:
    order = [(name.removeprefix("-"), not name.startswith("-")) for name in chart.order]
    form = {
        "query_mode": "raw",
        "all_columns": list(chart.columns),
        "order_by_cols": [json.dumps(pair) for pair in order],
        **_table(chart),
    }
    return "table", form, {"columns": list(chart.columns), "orderby": [list(pair) for pair in order]}


def _totals(chart: Chart) -> _Parts:
    form = {
        "query_mode": "aggregate",
        "groupby": list(chart.columns),
        "metrics": list(chart.metrics),
        "order_desc": True,
        **_table(chart),
    }
    query = {
        "columns": list(chart.columns),
        "metrics": list(chart.metrics),
        "orderby": [[chart.metrics[0], False]],
    }
    return "table", form, query


def _table(chart: Chart) -> dict[str, Any]:
    return {
        "include_search": True,
        "page_length": _PAGE,
        "show_cell_bars": False,  # bars of unlike rows compare nothing
        "color_pn": False,
        "table_timestamp_format": "%Y-%m-%d",
        "column_config": {name: shape for name in chart.columns if (shape := _shape(name))},
    }


def _shape(column: str) -> dict[str, Any]:
    """How a table shows a column; nothing where Superset's own way will do."""
    if column in _WIDTHS:
        return {"columnWidth": _WIDTHS[column]}
    if column in _CUT_WIDTHS:
        return {"columnWidth": _CUT_WIDTHS[column], "truncateLongCells": True}
    is_count = column_type(column) == "integer" and not column.startswith("year")
    return {"d3NumberFormat": ",d"} if is_count else {}


def _bars(chart: Chart) -> _Parts:
    in_time = {"time_grain_sqla": chart.grain, "x_axis_time_format": "%Y-%m"} if chart.grain else {}
    form = {
        "x_axis": chart.by,
        **in_time,
        "metrics": list(chart.metrics),
        "groupby": list(chart.split),
        "order_desc": True,
        "orientation": "horizontal" if chart.horizontal else "vertical",
        "stack": "Stack" if chart.stacked else None,
        "show_legend": len(chart.metrics) > 1 or bool(chart.split),
        "legendType": "scroll",
        "legendOrientation": "top",
        "y_axis_format": ",d",
        "rich_tooltip": True,
        "show_value": not chart.split,
    }
    if not chart.grain:
        by_number = column_type(chart.by) == "integer"  # years go on in their order, words by what is counted
        form |= {
            "x_axis_sort": chart.by if by_number else chart.metrics[0],
            "x_axis_sort_asc": by_number or chart.horizontal,
            "x_axis_number_format": "d",
            "xAxisForceCategorical": True,
        }
    axis = {"label": chart.by, "sqlExpression": chart.by, "expressionType": "SQL", "columnType": "BASE_AXIS"}
    query = {
        "columns": [axis | ({"timeGrain": chart.grain} if chart.grain else {}), *chart.split],
        "metrics": list(chart.metrics),
        "orderby": [[chart.metrics[0], False]],
        "series_columns": list(chart.split),
    }
    return "echarts_timeseries_bar", form, query


_KINDS: dict[str, Callable[[Chart], _Parts]] = {"number": _number, "rows": _rows, "totals": _totals, "bars": _bars}


def _query_context(chart: Chart, params: dict[str, Any], query: dict[str, Any]) -> dict[str, Any]:
    """The datasource is put in by Superset when it imports the chart."""
    filters = [{"col": condition.column, "op": condition.operator, "val": condition.value} for condition in chart.filters]
    extras = {"having": "", "where": ""} | ({"time_grain_sqla": chart.grain} if chart.grain else {})
    return {
        "datasource": {"id": 0, "type": "table"},
        "force": False,
        "queries": [{"filters": filters, "extras": extras, "row_limit": chart.limit, **query}],
        "form_data": params,
        "result_format": "json",
        "result_type": "full",
    }


def _form_filter(condition: Filter) -> dict[str, Any]:
    return {
        "clause": "WHERE",
        "expressionType": "SIMPLE",
        "subject": condition.column,
        "operator": condition.operator,
        "operatorId": _FORM_OPERATORS[condition.operator],
        "comparator": condition.value,
    }
