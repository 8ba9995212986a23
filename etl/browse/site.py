"""The addresses of the pages, the links out of Datasette's tables, and what a page may load: nothing but from here.

    /                             articles and questions
    /article/DOCUMENT             what an article claims, drawn; ?whole=1 for all of its time and places
    /article/DOCUMENT/text        its text with every fact underlined; ?fact=ID shows one
    /fact/ID                      a fact with its evidence, claimant, rule, runs and what others claim
    /entity/ID                    a person, place or organization
    /search?q=WORDS               sentences and names
    /relations, /questions        lists into Datasette's own pages below /ledger

Texts of articles are foreign: templates escape them, no address of theirs is loaded, and the Content-Security-Policy lets
no page run or fetch anything else, should one slip through.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import quote

from datasette import hookimpl
from datasette.app import Datasette
from datasette.utils.asgi import Request, Response
from markupsafe import Markup

from etl.browse.ledger import NAME, Ledger
from etl.browse.pages.article import article_page
from etl.browse.pages.entity import entity_page
from etl.browse.pages.fact import fact_page
from etl.browse.pages.home import home_page, relations_page
from etl.browse.pages.search import search_page
from etl.browse.pages.text import cards, text_page
from etl.browse.questions import QUESTIONS

_OWN_PAGES = "default-src 'none'; img-src 'self' data:; style-src 'self'; script-src 'self'; connect-src 'self'"
# Datasette's own pages carry scripts and styles inside of them
_DATASETTE_PAGES = "default-src 'none'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; connect-src 'self'; " \
    "script-src 'self' 'unsafe-inline'"  # fmt: skip
_EVERYWHERE = "; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

# cells that lead to the sentence: (column, address with the columns of the row in it)
_COUNTS = ("low", "high", "vague_term", "raw", "evidence", "killed_low", "killed_high", "wounded_low", "wounded_high")
_CELLS: tuple[tuple[tuple[str, ...], str], ...] = (
    (_COUNTS, "/fact/{fact_id}"),
    (("claim",), "/fact/{fact_id}"),
    (("other_claim",), "/fact/{other_fact_id}"),
    (("total_low", "total_high", "itemised_low", "itemised_high", "doubtful_low", "verdict"), "/article/{document_id}#aircraft"),
    (("raw", "sentence"), "/article/{document_id}/text#c{evidence_start}"),
    (("text",), "/article/{document_id}/text#c{char_start}"),
    (("title",), "/article/{document_id}"),
    (("name",), "/entity/{person_id}"),
    (("name",), "/entity/{place_id}"),
    (("name",), "/entity/{organization_id}"),
    (("name", "surface"), "/entity/{entity_id}"),
    (("name", "event", "sum_low", "sum_high"), "/fact/{event_id}"),
    (("fact_id",), "/fact/{fact_id}"),
)

_LONGEST_SEARCH = 200  # letters

Context = dict[str, Any] | None


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [
        (r"^/$", _page("home.html", _home)),
        (r"^/article/(?P<document>[^/]+)$", _page("article.html", _article)),
        (r"^/article/(?P<document>[^/]+)/text$", _page("text.html", _text)),
        (r"^/fact/(?P<fact>[^/]+)$", _page("fact.html", _fact)),
        (r"^/cards/(?P<facts>[0-9a-zA-Z,_-]+)$", _page("cards.html", _cards)),
        (r"^/entity/(?P<entity>[^/]+)$", _page("entity.html", _entity)),
        (r"^/search$", _page("search.html", _search)),
        (r"^/relations$", _page("relations.html", _relations)),
        (r"^/questions$", _page("questions.html", _questions)),
    ]


@hookimpl
def render_cell(row: Any, value: Any, column: str) -> Markup | None:
    return linked_cell(dict(zip(row.keys(), tuple(row), strict=True)), value, column)


@hookimpl
def prepare_jinja2_environment(env: Any) -> None:
    env.globals["safe_url"] = safe_url
    env.globals["database_name"] = NAME


@hookimpl
def asgi_wrapper() -> Callable[[Any], Any]:
    return _guarded


def linked_cell(row: Mapping[str, Any], value: Any, column: str) -> Markup | None:
    """The value as a link to where it comes from; None where the row does not say."""
    if value is None or value == "" or isinstance(value, bytes):
        return None
    for columns, address in _CELLS:
        if column in columns:
            try:
                path = address.format_map(_Quoted(row))
            except KeyError:
                continue
            shown = f"{value:,}" if isinstance(value, int) else str(value) if len(str(value)) <= 400 else str(value)[:400] + "…"
            return Markup('<a href="{}">{}</a>').format(path, shown)  # format() escapes what it puts in
    return None


class _Quoted(dict[str, Any]):
    """A row whose values are put into an address; a column that is not there, or NULL, is a KeyError."""

    def __init__(self, row: Mapping[str, Any]) -> None:
        # where Datasette has put a label to a foreign key, the value is {"value": …, "label": …}
        plain = {column: value["value"] if isinstance(value, dict) else value for column, value in row.items()}
        super().__init__({column: quote(str(value), safe="") for column, value in plain.items() if value is not None})


def safe_url(address: str | None) -> str | None:
    """An address of the web, or None: 'javascript:…' in a file of attributions must not become a link."""
    return address if address and address.startswith(("http://", "https://")) else None


def _page(template: str, context: Callable[[Ledger, Request], Awaitable[Context]]) -> Callable[..., Awaitable[Response]]:
    """A view: the template with the context, or 404 where there is none."""

    async def view(datasette: Datasette, request: Request) -> Response:
        found = await context(Ledger(datasette), request)
        if found is None:
            body = await datasette.render_template("missing.html", {"own_page": True}, request=request)
            return Response.html(body, status=404)
        return Response.html(await datasette.render_template(template, {"own_page": True, **found}, request=request))

    return view


async def _home(ledger: Ledger, request: Request) -> Context:
    number = request.args.get("page") or ""
    page = int(number) if number.isascii() and number.isdecimal() and len(number) < 7 else 1
    return await home_page(ledger, max(1, page), request.args.get("q") or "")


async def _article(ledger: Ledger, request: Request) -> Context:
    return await article_page(ledger, request.url_vars["document"], whole=bool(request.args.get("whole")))


async def _text(ledger: Ledger, request: Request) -> Context:
    return await text_page(ledger, request.url_vars["document"], request.args.get("fact"))


async def _fact(ledger: Ledger, request: Request) -> Context:
    return await fact_page(ledger, request.url_vars["fact"])


async def _cards(ledger: Ledger, request: Request) -> Context:
    return {"cards": await cards(ledger, request.url_vars["facts"].split(","))}


async def _entity(ledger: Ledger, request: Request) -> Context:
    return await entity_page(ledger, request.url_vars["entity"])


async def _search(ledger: Ledger, request: Request) -> Context:
    return await search_page(ledger, (request.args.get("q") or "")[:_LONGEST_SEARCH])


async def _relations(ledger: Ledger, request: Request) -> Context:
    return await relations_page(ledger)


async def _questions(ledger: Ledger, request: Request) -> Context:
    return {"questions": QUESTIONS}


def _guarded(app: Any) -> Any:
    """The application with headers that keep each page to itself."""

    async def guarded(scope: Any, receive: Any, send: Any) -> None:
        is_datasettes = scope["type"] == "http" and scope["path"].startswith((f"/{NAME}", "/-/"))
        policy = (_DATASETTE_PAGES if is_datasettes else _OWN_PAGES) + _EVERYWHERE

        async def send_with_headers(message: Any) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [
                    *message["headers"],
                    (b"content-security-policy", policy.encode()),
                    (b"x-content-type-options", b"nosniff"),
                    (b"referrer-policy", b"no-referrer"),
                ]
            await send(message)

        await app(scope, receive, send_with_headers)

    return guarded
