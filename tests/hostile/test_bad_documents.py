"""Hostile and odd files: each bad one is refused with one line and nothing of it is loaded; odd but good ones load exact."""

from __future__ import annotations

import csv
import os
import shutil
import sqlite3
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from etl.cli import main
from tests.documents import article

GOOD = article("Battle of Beta", {"casualties1": "69 killed"}, "The battle was short.")
GOOD_LOADED = {
    "documents": [("Battle of Beta",)],
    "revisions": [("good.md",)],
    "sentences": [("The battle was short.",)],
    "claims": [("69 killed", 69, 69)],
    "fields": [("casualties1", "69 killed")],
}
LOADED = {
    "documents": "SELECT title FROM document ORDER BY title",
    "revisions": "SELECT source_name FROM revision ORDER BY source_name",
    "sentences": "SELECT text FROM sentence ORDER BY text",
    "claims": "SELECT evidence, low, high FROM fct_casualty_claims ORDER BY evidence",
    "fields": "SELECT field, text FROM infobox_field ORDER BY field",
}
ISSUES = "SELECT source_name, severity, code, message FROM dq_issues ORDER BY issue_id"

Command = Callable[..., tuple[int, str, list[str]]]


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """The command, called in this process in an empty folder: exit status, standard output, lines of standard error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WARLEDGER_DATABASE_URL", raising=False)

    def call(*arguments: str) -> tuple[int, str, list[str]]:
        monkeypatch.setattr(sys, "argv", ["warledger", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        written = capsys.readouterr()
        return ended.value.code, written.out, written.err.splitlines()

    return call


@pytest.fixture
def folder(tmp_path: Path, migrated_sqlite: Path) -> Path:
    """A folder of articles that holds a good one, beside a migrated database."""
    shutil.copy(migrated_sqlite, tmp_path / "warledger.db")
    made = tmp_path / "articles"
    made.mkdir()
    (made / "good.md").write_text(GOOD, encoding="utf-8")
    return made


def rows(sql: str) -> list[tuple[Any, ...]]:
    """The rows of the database that the command made in the working directory."""
    with closing(sqlite3.connect("warledger.db")) as connection:
        return connection.execute(sql).fetchall()


def loaded() -> dict[str, list[tuple[Any, ...]]]:
    return {what: rows(sql) for what, sql in LOADED.items()}


def load(command: Command, folder: Path, content: bytes | str) -> list[str]:
    """Load one odd article, beside the good one; the lines of standard error. It must not be refused."""
    data = content if isinstance(content, bytes) else content.encode()
    (folder / "odd.md").write_bytes(data)
    status, out, err = command("run", "articles")
    assert status == 0
    assert out.startswith("run 1: documents 2 new;")
    return err


def text_of(name: str = "odd.md") -> str:
    return rows(f"SELECT text FROM revision WHERE source_name = '{name}'")[0][0]


def odd(columns: str, relation: str) -> list[tuple[Any, ...]]:
    """Rows of a relation that are of odd.md, in the order of the relation's keys."""
    identity = rows("SELECT document_id FROM revision WHERE source_name = 'odd.md'")[0][0]
    return rows(f"SELECT {columns} FROM {relation} WHERE document_id = '{identity}'")


def front(yaml: str, body: str = "A sentence.") -> bytes:
    return f"---\n{yaml}\n---\n{body}\n".encode()


BROKEN = "broken YAML front matter: "
DEEP = 10_000
BOMB = "a: &a [lol, lol]\nb: &b [*a, *a, *a, *a]\nc: &c [*b, *b, *b, *b]\ntitle: Bomb"

BAD: dict[str, tuple[bytes, str]] = {
    "latin_1": (
        "---\ntitle: Caf\xe9\n---\n".encode("latin-1"),
        "not UTF-8 (byte 14: 0xe9); convert it first, for example with iconv -f WINDOWS-1252 -t UTF-8",
    ),
    "utf_16_without_mark": (
        GOOD.encode("utf-16-le"),
        "holds a NUL character (at character 1): not a text file",
    ),
    "empty": (b"", "the file is empty"),
    "whitespace": (b" \n\t\r\n\n ", "the file is empty"),
    "no_front_matter": (b"# Battle\n\nText.\n", "line 1: no YAML front matter: expected '---', found '# Battle'"),
    "blank_line_first": (b"\n---\ntitle: A\n---\n", "line 1: no YAML front matter: expected '---', found ''"),
    "unclosed": (
        b"---\ntitle: A\n\nText.\n",
        "line 1: the YAML front matter is never closed: a second line '---' is missing",
    ),
    "only_a_fence": (b"---", "line 1: the YAML front matter is never closed: a second line '---' is missing"),
    "empty_front_matter": (b"---\n---\nText.\n", "line 2: the YAML front matter is empty"),
    "no_title": (front("author: A"), "the YAML front matter has no title: add a line 'title: ...'"),
    "blank_title": (front("title: ' '"), "the YAML front matter has no title: add a line 'title: ...'"),
    "list_as_title": (front("title: [A]"), "the YAML front matter has no title: add a line 'title: ...'"),
    "open_bracket": (front("title: A\nauthor: [B"), f"line 4: {BROKEN}did not find expected ',' or ']'"),
    "colon_in_value": (front("title: A: B"), f"line 2: {BROKEN}mapping values are not allowed in this context"),
    "tab": (front("title: A\n\tb: c"), f"line 3: {BROKEN}found a tab character that violates indentation"),
    "control_character": (
        front("title: A\x07"),
        f"{BROKEN}unacceptable character #x0007: control characters are not allowed",
    ),
    "lone_surrogate": (front('title: "\\ud800"'), f"line 2: {BROKEN}found invalid Unicode character escape code"),
    "alias_bomb": (front(BOMB), f"line 2: {BROKEN}anchors (&name) are not read"),
    "anchor": (front("title: A\nauthor: &x B"), f"line 3: {BROKEN}anchors (&name) are not read"),
    "alias": (front("title: A\nauthor: *x"), f"line 3: {BROKEN}aliases (*name) are not read"),
    "merge_key": (front("title: A\n<<: *x"), f"line 3: {BROKEN}aliases (*name) are not read"),
    "python_tag": (
        front("title: !!python/object/apply:os.system [touch bad]"),
        f"line 2: {BROKEN}tags (tag:yaml.org,2002:python/object/apply:os.system) are not read",
    ),
    "string_tag": (front("title: !!str 1812"), f"line 2: {BROKEN}tags (tag:yaml.org,2002:str) are not read"),
    "nested_flow": (front("title: A\nx: " + "[" * DEEP), f"line 3: {BROKEN}exceeded maximum nesting depth"),
    "nested_flow_closed": (
        front("title: A\nx: " + "[" * DEEP + "]" * DEEP),
        f"line 3: {BROKEN}exceeded maximum nesting depth",
    ),
    "nested_flow_shallow": (
        front("title: A\nx: " + "[" * 17 + "]" * 17),
        f"line 3: {BROKEN}nested more than 16 deep",
    ),
    "nested_maps_in_flow": (front("title: A\nx: " + "{a: " * DEEP), f"line 3: {BROKEN}nested more than 16 deep"),
    "nested_block_sequence": (front("title: A\nx:\n  " + "- " * DEEP + "a"), f"line 4: {BROKEN}nested more than 16 deep"),
    "nested_block_mapping": (
        front("title: A\n" + "".join(" " * n + "a:\n" for n in range(2_000))),
        f"line 19: {BROKEN}nested more than 16 deep",
    ),
    "same_key_twice": (
        front("title: A\nauthor: B\ntitle: C"),
        f"line 4: {BROKEN}the key 'title' stands twice (first on line 2)",
    ),
    "same_field_twice": (
        front("title: A\ninfoboxes:\n  - casualties1:\n      text: 1 killed\n    casualties1:\n      text: 2 killed"),
        f"line 6: {BROKEN}the key 'casualties1' stands twice (first on line 4)",
    ),
    "list_as_key": (front("title: A\n? [b]\n: c"), f"line 2: {BROKEN}a key must be one word or text"),
    "list_as_front_matter": (front("- title\n- A"), "line 2: the YAML front matter must be 'key: value' lines"),
    "text_as_front_matter": (front("only some text"), "line 2: the YAML front matter must be 'key: value' lines"),
    "nul": (front("title: A", "Text \0 text."), "holds a NUL character (at character 22): not a text file"),
    "long_line": (
        front("title: A", "x" * 50_000_000),
        "50,000,018 bytes are more than the limit of 16,777,216: not an article (--max-bytes)",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("content", "message"), BAD.values(), ids=BAD)
def test_a_bad_document_is_one_line_and_the_others_are_loaded(
    command: Command, folder: Path, content: bytes, message: str
) -> None:
    (folder / "bad.md").write_bytes(content)
    status, out, err = command("run", "articles")
    assert (status, err) == (1, [f"warledger: articles/bad.md: {message}"])
    assert out.startswith("run 1: documents 1 new, 1 failed; facts 1 added, 0 retired;")
    assert loaded() == GOOD_LOADED
    assert rows(ISSUES) == [("bad.md", "error", "document_rejected", message)]
    assert rows("SELECT status, documents_new, documents_failed FROM dim_runs") == [("partial", 1, 1)]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_a_file_in_utf_16_or_32_is_refused(command: Command, folder: Path, encoding: str) -> None:
    (folder / "bad.md").write_bytes(GOOD.encode(encoding))
    status, _, err = command("run", "articles")
    assert (status, len(err)) == (1, 1)
    assert err[0].startswith("warledger: articles/bad.md: not UTF-8 (byte 0: 0xff)")
    assert loaded() == GOOD_LOADED


@pytest.mark.parametrize(("content", "message"), [BAD["empty"], BAD["python_tag"], BAD["latin_1"]])
def test_extract_refuses_the_same_in_the_same_words(command: Command, folder: Path, content: bytes, message: str) -> None:
    (folder / "bad.md").write_bytes(content)
    assert command("extract", "articles/bad.md") == (1, "", [f"warledger: articles/bad.md: {message}"])


def test_every_bad_document_has_its_line_in_one_run(command: Command, folder: Path) -> None:
    small = {name: bad for name, bad in BAD.items() if len(bad[0]) < 1_000}
    for name, (content, _) in small.items():
        (folder / f"{name}.md").write_bytes(content)
    status, _, err = command("run", "articles")
    assert (status, err) == (1, [f"warledger: articles/{name}.md: {small[name][1]}" for name in sorted(small)])
    assert loaded() == GOOD_LOADED


def test_what_was_loaded_before_stays_when_a_document_breaks(command: Command, folder: Path) -> None:
    assert command("run", "articles")[0] == 0
    (folder / "good.md").write_bytes(b"---\ntitle: [\n---\n")
    status, out, err = command("run", "articles")
    assert (status, len(err)) == (1, 1)
    assert out.startswith("run 2: documents 1 failed; facts 0 added, 0 retired;")
    assert loaded() == GOOD_LOADED


# files that are no files


def dangling(path: Path) -> None:
    path.symlink_to("nowhere")


def circular(path: Path) -> None:
    path.symlink_to(path.name)


UNREADABLE: dict[str, tuple[Callable[[Path], None], str]] = {
    "dangling_symlink": (dangling, "cannot be read: No such file or directory"),
    "circular_symlink": (circular, "cannot be read: Too many levels of symbolic links"),
    "folder": (Path.mkdir, "cannot be read: Is a directory"),
}


@pytest.mark.parametrize(("make", "message"), UNREADABLE.values(), ids=UNREADABLE)
def test_an_unreadable_file_is_one_line_and_the_others_are_loaded(
    command: Command, folder: Path, make: Callable[[Path], None], message: str
) -> None:
    make(folder / "bad.md")
    status, _, err = command("run", "articles")
    assert (status, len(err)) == (1, 1)
    assert err == [f"warledger: articles/bad.md: {message}"]
    assert loaded() == GOOD_LOADED
    assert rows(ISSUES) == [("bad.md", "error", "document_rejected", message)]


@pytest.fixture
def pipe(folder: Path) -> Iterator[Path]:
    """A named pipe that would give an article to whoever opens it."""
    path = folder / "pipe.md"
    os.mkfifo(path)

    def write() -> None:
        with suppress(BrokenPipeError), path.open("wb", buffering=0) as stream:
            stream.write(article("Piped").encode())

    writer = threading.Thread(target=write)
    writer.start()
    yield path
    with suppress(OSError):
        os.close(os.open(path, os.O_RDONLY | os.O_NONBLOCK))  # lets a writer go that nobody read from
    writer.join()


def test_a_named_pipe_is_refused_and_not_waited_for(command: Command, folder: Path, pipe: Path) -> None:
    status, _, err = command("run", "articles")
    assert (status, len(err)) == (1, 1)
    assert err[0].startswith("warledger: articles/pipe.md: ")
    assert loaded() == GOOD_LOADED


def test_a_file_name_with_a_line_end_stays_on_its_line(command: Command, folder: Path) -> None:
    (folder / "two\nlines.md").write_bytes(b"")
    status, _, err = command("run", "articles")
    assert (status, len(err)) == (1, 1)
    assert err[0].endswith(": the file is empty")
    assert loaded() == GOOD_LOADED


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such file names")
@pytest.mark.parametrize("content", [b"", article("Named").encode()], ids=["bad", "good"])
def test_a_file_name_that_is_no_unicode_does_not_stop_the_others(command: Command, folder: Path, content: bytes) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/a\xff.md")).write_bytes(content)
    status, _, err = command("run", "articles")
    assert status == (0 if content else 1)
    assert all(line.startswith("warledger: ") for line in err)
    assert ("Battle of Beta",) in loaded()["documents"]


def test_a_broken_attribution_file_is_one_line(command: Command, folder: Path) -> None:
    (folder / "attribution.yml").write_text("good.md: [")
    status, _, err = command("run", str(folder))
    assert (status, len(err)) == (2, 1)
    assert err[0].startswith(f"warledger: {folder}/attribution.yml: line 2: broken YAML: ")


def test_an_attribution_file_is_read_anew_by_each_run(command: Command, folder: Path) -> None:
    assert command("run", str(folder))[0] == 0
    (folder / "attribution.yml").write_text("good.md:\n  license: CC BY-SA 4.0\n")
    assert command("run", str(folder))[0] == 0
    assert rows("SELECT license FROM dim_documents") == [("CC BY-SA 4.0",)]


# odd, but good


@pytest.mark.parametrize(
    ("mark", "line_end", "issues"),
    [
        (b"\xef\xbb\xbf", "\n", ["byte_order_mark"]),
        (b"", "\r\n", ["line_ends"]),
        (b"", "\r", ["line_ends"]),
        (b"\xef\xbb\xbf", "\r\n", ["byte_order_mark", "line_ends"]),
    ],
)
def test_byte_order_mark_and_line_ends_leave_the_offsets_exact(
    command: Command, folder: Path, mark: bytes, line_end: str, issues: list[str]
) -> None:
    written = article("Battle of Gamma", {"casualties1": "40 killed\n12 wounded"}, "One – two.\n\n* Three.")
    assert load(command, folder, mark + written.replace("\n", line_end).encode()) == []
    text = text_of()
    assert text == written
    sentences = odd("text, char_start, char_end", "dim_sentences")
    assert [s[0] for s in sentences] == ["One – two.", "Three."]
    claims = odd("evidence, evidence_start, evidence_end", "fct_casualty_claims")
    assert [c[0] for c in claims] == ["40 killed", "12 wounded"]
    assert [text[start:end] for _, start, end in sentences + claims] == [piece for piece, _, _ in sentences + claims]
    assert odd("code", "dq_issues") == [(code,) for code in issues]


def test_ragged_rows_keep_the_cells_that_they_have(command: Command, folder: Path) -> None:
    table = "| Tank | Lost |\n| --- | --- |\n| T-72 |\n| T-55 | 3 | burnt |\n| | |"
    load(command, folder, article("Ragged", body=table))
    assert odd("table_no, row_no, col_no, text", "dim_table_cells") == [
        (1, 0, 0, "Tank"), (1, 0, 1, "Lost"),
        (1, 1, 0, "T-72"),
        (1, 2, 0, "T-55"), (1, 2, 1, "3"), (1, 2, 2, "burnt"),
        (1, 3, 0, ""), (1, 3, 1, ""),
    ]  # fmt: skip
    ragged = rows("SELECT severity, message, evidence FROM dq_issues WHERE code = 'table_ragged' ORDER BY issue_id")
    assert ragged == [
        ("warning", "table 1, row 1: 1 cells under 2 headers", " T-72 "),
        ("warning", "table 1, row 2: 3 cells under 2 headers", " T-55 | 3 | burnt "),
    ]


def test_a_table_without_rule_line_has_its_first_row_as_header(command: Command, folder: Path) -> None:
    load(command, folder, article("Ruleless", body="| Tank | Lost |\n| T-72 | 3 |"))
    assert odd("row_no, col_no, text", "dim_table_cells") == [(0, 0, "Tank"), (0, 1, "Lost"), (1, 0, "T-72"), (1, 1, "3")]


def test_a_table_of_rules_only_is_reported(command: Command, folder: Path) -> None:
    load(command, folder, article("Rules", body="| --- | --- |"))
    assert odd("row_no", "dim_table_cells") == []
    assert odd("code, evidence", "dq_issues") == [("table_empty", "| --- | --- |")]


def test_headings_out_of_order_find_the_parents_that_they_have(command: Command, folder: Path) -> None:
    load(command, folder, article("Levels", body="#### Deep\n## Up\n###### Down\n### Up\n# Top\n## Up"))
    assert odd("ordinal, level, heading, parent, path", "dim_sections") == [
        (1, 4, "Deep", "", "Deep"),
        (2, 2, "Up", "", "Up"),
        (3, 6, "Down", "Up", "Up > Down"),
        (4, 3, "Up", "Up", "Up > Up"),
        (5, 1, "Top", "", "Top"),
        (6, 2, "Up", "Top", "Top > Up"),
    ]


def test_an_infobox_value_may_be_a_bare_scalar(command: Command, folder: Path) -> None:
    load(command, folder, front("title: Bare\ninfoboxes:\n  - casualties1: 40 killed"))
    assert odd("evidence, low, high", "fct_casualty_claims") == [("40 killed", 40, 40)]
    assert odd("field, text, status", "dim_infobox_fields") == [("casualties1", "40 killed", "used")]


@pytest.mark.parametrize("infoboxes", ["infoboxes:", "infoboxes: []", "infoboxes: ~", "infoboxes:\n  - {}", "author: B"])
def test_empty_infoboxes_hold_no_field(command: Command, folder: Path, infoboxes: str) -> None:
    load(command, folder, front(f"title: Empty\n{infoboxes}"))
    assert odd("field", "dim_infobox_fields") == []
    assert odd("text", "dim_sentences") == [("A sentence.",)]
    assert rows(ISSUES) == []


def test_an_infobox_that_is_no_list_of_fields_is_reported(command: Command, folder: Path) -> None:
    load(command, folder, front("title: Texts\ninfoboxes:\n  - only a text\n  - [a, list]\n  - casualties1: 40 killed"))
    assert odd("infobox_no, field", "dim_infobox_fields") == [(3, "casualties1")]
    assert odd("severity, code, message", "dq_issues") == [
        ("warning", "infobox_unreadable", "infobox 1 is not a list of fields"),
        ("warning", "infobox_unreadable", "infobox 2 is not a list of fields"),
    ]


@pytest.mark.parametrize("infoboxes", ["infoboxes: 40 killed", "infoboxes:\n  casualties1: 40 killed"])
def test_infoboxes_that_are_no_list_are_reported(command: Command, folder: Path, infoboxes: str) -> None:
    load(command, folder, front(f"title: Shapeless\n{infoboxes}"))
    assert odd("severity, code", "dq_issues") == [("warning", "infobox_unreadable")]


def test_unknown_front_matter_keys_are_reported(command: Command, folder: Path) -> None:
    load(command, folder, front("title: Keys\ncategories: [War]\n'': x"))
    assert odd("severity, code, message, evidence", "dq_issues") == [
        ("warning", "front_matter_key_unknown", "the front matter key 'categories' is not read", "categories"),
        ("warning", "front_matter_key_unknown", "the front matter key '' is not read", "''"),
    ]


@pytest.mark.parametrize(
    "value", ["no", "12:30:45", "null", "~", "yes", "0o14", "0x10", "1_000", "1e3", ".inf", "1992-05-08", "=", "<<", "-1"]
)
def test_yaml_values_stay_the_text_that_stands_there(command: Command, folder: Path, value: str) -> None:
    load(command, folder, front(f"title: {value}\nauthor: {value}\ninfoboxes:\n  - notes:\n      text: {value}"))
    assert odd("title, author", "dim_documents") == [(value, value)]
    assert odd("text", "dim_infobox_fields") == [(value,)]


INJECTION = "'); DROP TABLE fact;--"


def test_sql_is_text_like_any_other(command: Command, folder: Path) -> None:
    names = ("conflict", "combatant1", "combatant2", "commander1", "place", "date", "result", "strength1", INJECTION)
    written = article(INJECTION, dict.fromkeys(names, INJECTION), f"# {INJECTION}\n{INJECTION}\n\n| {INJECTION} |\n| x |")
    load(command, folder, written)
    assert odd("title", "dim_documents") == [(INJECTION,)]
    assert set(odd("field, text", "dim_infobox_fields")) == {(name, INJECTION) for name in names}
    assert odd("heading", "dim_sections") == [(INJECTION,)]
    assert ("casualties1", "69 killed") in loaded()["fields"]
    assert ("69 killed", 69, 69) in loaded()["claims"]
    assert command("check")[0] == 0


@pytest.mark.parametrize(
    ("title", "exported"),
    [
        ('=HYPERLINK("http://x")', '\'=HYPERLINK("http://x")'),
        ("+1+1", "'+1+1"),
        ("-1+1", "'-1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("'=1", "''=1"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ('<img src=x onerror="alert(1)">', '<img src=x onerror="alert(1)">'),
        ("{{7*7}} ${x} %s %(a)s :a", "{{7*7}} ${x} %s %(a)s :a"),
    ],
)
def test_formulas_and_markup_in_a_title(command: Command, folder: Path, title: str, exported: str) -> None:
    assert load(command, folder, article(title)) == []
    assert odd("title", "dim_documents") == [(title,)]
    assert command("export", "--to", "out")[0] == 0
    with Path("out/dim_documents.csv").open(encoding="utf-8", newline="") as stream:
        assert sorted(row["title"] for row in csv.DictReader(stream)) == sorted(["Battle of Beta", exported])


def test_a_line_end_in_a_title_stays_out_of_the_messages(command: Command, folder: Path) -> None:
    # the comment is text that is not accounted for: a warning that names the document
    err = load(command, folder, b'---\n# note\ntitle: "two\\nlines"\n---\nText.\n')
    assert len(err) == 1
    assert err[0].startswith("warledger: warning  every_character_accounted")


def test_a_nul_that_is_spelled_as_an_escape_is_refused(command: Command, folder: Path) -> None:
    (folder / "bad.md").write_bytes(front('title: "a\\0b"'))
    status, _, err = command("run", "articles")
    assert (status, len(err)) == (1, 1)
    assert loaded() == GOOD_LOADED


def test_a_second_yaml_document_is_refused(command: Command, folder: Path) -> None:
    (folder / "bad.md").write_bytes(front("title: A\n--- # again\ntitle: B"))
    status, _, err = command("run", "articles")
    assert (status, len(err)) == (1, 1)
    assert err[0].startswith(f"warledger: articles/bad.md: line 3: {BROKEN}")
    assert loaded() == GOOD_LOADED


def test_a_byte_order_mark_inside_leaves_the_offsets_exact(command: Command, folder: Path) -> None:
    load(command, folder, front("\ufefftitle: Marked\ninfoboxes:\n  - casualties1: 40 killed"))
    assert odd("evidence", "fct_casualty_claims") == [("40 killed",)]


@pytest.mark.parametrize(
    "value",
    [
        "Exampleland style=margin:0",
        "Exampleland {{flag}}",
        "Exampleland style=margin:0 and the land of more than forty letters",
    ],
)
def test_residue_inside_a_value_is_not_loaded(command: Command, folder: Path, value: str) -> None:
    load(command, folder, article("Residue", {"combatant1": value, "combatant2": "Otherland"}))
    assert (value,) not in odd("name", "fct_belligerents")


@pytest.mark.parametrize(
    "count",
    [
        "2147483648",
        "9223372036854775808",
        "9" * 30,
        "9" * 400,
        "9" * 5_000,
    ],
    ids=lambda count: f"{len(count)}_digits",
)
@pytest.mark.parametrize("field", ["casualties1", "strength1"])
def test_a_number_of_any_size_stops_nothing(command: Command, folder: Path, field: str, count: str) -> None:
    load(command, folder, article("Numbers", {field: f"{count} killed"}))
    assert odd("field, text", "dim_infobox_fields") == [(field, f"{count} killed")]
    assert ("69 killed", 69, 69) in loaded()["claims"]


def test_a_large_number_is_read_exactly(command: Command, folder: Path) -> None:
    load(command, folder, article("Numbers", {"casualties1": "9007199254740993 killed"}))
    assert odd("low, high", "fct_casualty_claims") == [(9007199254740993, 9007199254740993)]


@pytest.mark.parametrize(
    ("infobox", "body"),
    [
        pytest.param({}, "# a" + " " * 10_000 + "b", id="blanks_in_heading"),
        pytest.param({}, "![" * 75_000, id="open_images"),
        pytest.param({}, "|" + "-" * 150_000 + "x|", id="dashes_in_row"),
        pytest.param({}, "|" * 25_000, id="bars"),
        pytest.param({}, "A. " * 40_000, id="initials"),
        pytest.param({}, "The Council" + " of Basel" * 4_000, id="councils_of_councils"),
        pytest.param({}, "".join(f"The {n}th Foot Regiment fled. " for n in range(11, 1_500)), id="regiments"),
        pytest.param({}, "." * 210_000, id="dots"),
        pytest.param({"combatant1": "a" + " " * 25_000 + "b"}, "", id="blanks_in_belligerent"),
        pytest.param({"commander1": "a" + " " * 25_000 + "b"}, "", id="blanks_in_commander"),
        pytest.param({"casualties1": "1–" * 10_000}, "", id="ranges_in_casualties"),
        pytest.param({"casualties1": "1992 " * 7_500}, "", id="years_in_casualties"),
        pytest.param({"casualties1": "(" * 25_000}, "", id="brackets_in_casualties"),
        pytest.param({"date": "May " * 25_000}, "", id="months_in_date"),
    ],
)
def test_monotonous_text_is_read_in_time(command: Command, folder: Path, infobox: dict[str, str], body: str) -> None:
    load(command, folder, article("Monotony", infobox, body))
    assert len(text_of()) == len(article("Monotony", infobox, body))
