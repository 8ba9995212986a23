"""Bytes of articles to what they say, within a time, in this process or in several."""

from __future__ import annotations

import gc
import os
import signal
import threading
import traceback
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from pathlib import Path
from types import FrameType

import etl.extract
import etl.normalize
from etl.errors import DocumentRejected
from etl.extract.reader import read_article
from etl.extract.sources import read_source
from etl.normalize.names.judgements import NO_JUDGEMENTS, Judgements
from etl.normalize.pipeline import normalize
from etl.normalize.record.extraction import Extraction
from etl.pipeline.options import RunOptions

Extracted = Extraction | DocumentRejected
_OWN_CODE = tuple(str(Path(module.__path__[0])) for module in (etl.extract, etl.normalize))
_AGAIN_SECONDS = 0.05
_AHEAD = 2  # documents a worker may be ahead of the loading


def extract_bytes(data: bytes, judgements: Judgements = NO_JUDGEMENTS) -> Extraction:
    """Bytes of one file to everything that it says. Pure; raises DocumentRejected."""
    with _uncollected():
        return normalize(read_article(data), judgements)


def extract_file(path: Path, judgements: Judgements, max_bytes: int, max_seconds: float) -> Extracted:
    """One file, read and extracted; why it was rejected where it was. A defect costs one document and not the night's run."""
    try:
        with _at_most(max_seconds):
            return extract_bytes(read_source(path, max_bytes).data, judgements)
    except DocumentRejected as error:
        return error
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        return DocumentRejected(
            f"the program failed on it: {type(error).__name__}: {error} ({Path(last.filename).name}:{last.lineno}); "
            "this is a defect, please report it with the file"
        )


def extract_files(
    paths: Iterable[Path], judgements: Judgements, options: RunOptions
) -> Generator[tuple[Path, Extracted], None, None]:
    """All files in their order, whatever the number of workers. Close it where not all are taken."""
    limits = (judgements, options.max_bytes, options.max_seconds)
    if options.workers <= 1:
        for path in paths:
            yield path, extract_file(path, *limits)
        return
    waiting: deque[tuple[Path, Future[Extracted]]] = deque()
    # spawned, not forked: a fork would share the connections to the database
    with ProcessPoolExecutor(options.workers, mp_context=get_context("spawn"), initializer=_prepare_worker) as pool:
        try:
            for path in paths:
                waiting.append((path, pool.submit(extract_file, path, *limits)))
                if len(waiting) > options.workers * _AHEAD:
                    first, future = waiting.popleft()
                    yield first, future.result()
            while waiting:
                first, future = waiting.popleft()
                yield first, future.result()
        finally:
            for _, future in waiting:
                future.cancel()


def _prepare_worker() -> None:
    """The signals that end a run are for the process that loads; it ends the workers, and its death is theirs."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    threading.Thread(target=_die_with_parent, daemon=True).start()


def _die_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the search for cycles of objects, a tenth of the time: what is read of an article is in none."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """Raise DocumentRejected inside of the block after so many seconds, where the system can (Unix, main thread)."""
    if not hasattr(signal, "SIGALRM") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def too_long(number: int, frame: FrameType | None) -> None:
        # only while our own code runs: in a finalizer of somebody else's, Python would swallow the exception
        if frame is not None and frame.f_code.co_filename.startswith(_OWN_CODE):
            raise DocumentRejected(f"was not read within {seconds:g} seconds (--max-seconds)")

    before = signal.signal(signal.SIGALRM, too_long)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
