"""Having search find what an import brought, on both cores of a small machine."""

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from etabli.platform.search.indexing import reindex
from etabli.platform.transfer.loading.batches import batches

AT_ONCE = 2
SHARE = 500
"""Items handed to one connection, then to the other: long discussions fall to both."""


def index_items(ids: Iterable[int]) -> None:
    """Write what can be found of these items and their comments. Commits as it goes."""
    shares = list(batches(sorted(ids), SHARE))
    if len(shares) < AT_ONCE:
        reindex(pk for share in shares for pk in share)
        return
    with ThreadPoolExecutor(AT_ONCE, "indexing") as threads:
        parts = [shares[start::AT_ONCE] for start in range(AT_ONCE)]
        for done in [threads.submit(_index, part) for part in parts]:
            done.result()


def _index(shares: Sequence[Sequence[int]]) -> None:
    """One thread's part, over the connection that Django opens for it."""
    try:
        for share in shares:
            reindex(share)
    finally:
        connection.close()
