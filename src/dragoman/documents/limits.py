"""How much one file may cost. Read at every use, so that a caller (or a test) may set them."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["LIMITS", "Limits"]


@dataclass(slots=True)
class Limits:
    """Bounds of reading; what exceeds one is refused with a message that names it.

    Attributes
    ----------
    seconds : float
        Time for one file, or for the next document of a file that holds many.
    memory : int
        Bytes of address space of the process that reads (where the system can limit it).
    file : int
        Bytes of a file that is read whole. Files of many documents are streamed and may be larger.
    unpacked : int
        Bytes that the parts of one container may have together.
    ratio : int
        How many times larger than its packed form a part above ``ratio_from`` bytes may be.
    ratio_from : int
    entries : int
        Entries of one container.
    record : int
        Bytes of one document in a file of many.
    """

    seconds: float = 120.0
    memory: int = 1_500_000_000
    file: int = 256_000_000
    unpacked: int = 200_000_000
    ratio: int = 200
    ratio_from: int = 4_000_000
    entries: int = 10_000
    record: int = 32_000_000


LIMITS = Limits()
"""What is in force."""
