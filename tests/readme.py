"""Run the SQL of README.md on the seed's database and print it as README shows it.

`python -m tests.readme` writes the output blocks anew; the test `tests/test_readme.py` says when they are stale.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from sqlalchemy import Engine

from etl.checks.evaluation import as_table, evaluate
from etl.load.database import opened
from etl.pipeline import run
from etl.publish.query import as_text, ask

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
SEED = ROOT / "data" / "articles" / "first_nagorno_karabakh_war.md"
BLOCK = re.compile(r"```sql\n(?P<sql>.*?)```\n\n```text\n(?P<output>.*?)```\n", re.DOTALL)


EVALUATION = re.compile(r"(?P<command>evaluate --gold tests/gold/karabakh\n```\n\n)```text\n(?P<output>.*?)```\n", re.DOTALL)


def accuracy(engine: Engine) -> str:
    """What `warledger evaluate` prints for the gold of the seed."""
    return as_table(evaluate(engine, ROOT / "tests" / "gold" / "karabakh")) + "\n"


def output(engine: Engine, sql: str) -> str:
    """What `warledger query` prints for the SQL."""
    return as_text(ask(engine, sql)) + "\n"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, opened(f"sqlite:///{folder}/seed.db") as engine:
        run(engine, [SEED])
        readme = README.read_text(encoding="utf-8")
        fresh = BLOCK.sub(lambda m: f"```sql\n{m['sql']}```\n\n```text\n{output(engine, m['sql'])}```\n", readme)
        fresh = EVALUATION.sub(lambda m: f"{m['command']}```text\n{accuracy(engine)}```\n", fresh)
    README.write_text(fresh, encoding="utf-8")


if __name__ == "__main__":
    main()
