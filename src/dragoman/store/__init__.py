"""Tables on disk: knows schemas, not meaning."""

from dragoman.store.batch import Batches
from dragoman.store.compact import Compacted, compact
from dragoman.store.disk import Check, doctor
from dragoman.store.export import export
from dragoman.store.snapshot import Snapshot
from dragoman.store.store import Run, Store

__all__ = ["Batches", "Check", "Compacted", "Run", "Snapshot", "Store", "compact", "doctor", "export"]
