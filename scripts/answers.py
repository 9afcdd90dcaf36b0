"""A digest of all that the coder says of the example documents and the gold sentences of five languages.

``scripts/compile.sh`` runs it before and after: the compiled coder must say the same to the letter.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

from dragoman.coding.rules import RuleCoder
from dragoman.documents import read
from dragoman.evaluation.gold import read_gold
from dragoman.model import Block, Document


def _documents(root: Path) -> Iterator[Document]:
    for path in sorted((root / "examples" / "caucasus").glob("[0-9]*")):
        yield read(path)
    for path in sorted((root / "tests" / "gold").glob("??.txt")):
        for row in read_gold(path).rows:
            block = Block(0, len(row.text), "paragraph", path.stem)
            yield Document(id=row.id, path="-", text=row.text, blocks=(block,), language=path.stem)


def main(root: Path) -> None:
    """Print the digest."""
    coder, digest = RuleCoder(), hashlib.sha256()
    for doc in _documents(root):
        coding = coder.code(doc)
        for item in (*coding.reports, *coding.claims, *coding.mentions):
            digest.update(str(item).encode())
    print(digest.hexdigest())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
