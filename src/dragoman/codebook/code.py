"""A code that refuses to be compared with a code that does not exist."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.model.errors import CodebookError

__all__ = ["Code", "unknown_code"]


def unknown_code(kind: str, value: object, legal: Iterable[str], *, book: str) -> CodebookError:
    """Return the error for a code that the codebook does not have.

    Parameters
    ----------
    kind : str
        What was looked up, such as ``event`` or ``mode of AGREE``.
    value : object
        What the caller asked for.
    legal : iterable of str
        What would have been legal; listed in the message.
    book : str
        Id of the codebook.
    """
    from difflib import get_close_matches

    codes = list(legal)
    text = str(value)
    folded = {code.casefold().replace("_", "-"): code for code in codes}
    near = get_close_matches(text.casefold().replace("_", "-").replace(" ", "-"), folded, n=1, cutoff=0.7)
    hint = f" Did you mean {folded[near[0]]!r}?" if near else ""
    listed = ", ".join(codes) if codes else "none"
    return CodebookError(f"{book} has no {kind} {value!r}.{hint} Legal: {listed}.")


class Code(str):
    """A code of a codebook: equal to itself, unequal to the others, an error with anything else.

    ``code == "ASSALT"`` is a mistake that would stay false for ever; here it raises.

    Parameters
    ----------
    value : str
        The code.
    legal : frozenset of str
        All codes of its kind.
    book : str
        Id of the codebook, for the message.
    """

    legal: frozenset[str]
    book: str

    def __new__(cls, value: str, legal: frozenset[str], book: str) -> Code:
        """Return the code, or raise :class:`CodebookError` where it is none of the legal ones."""
        if value not in legal:
            raise unknown_code("code", value, sorted(legal), book=book)
        code = super().__new__(cls, value)
        code.legal = legal
        code.book = book
        return code

    def __getnewargs__(self) -> tuple[str, frozenset[str], str]:  # type: ignore[override]
        return str(self), self.legal, self.book

    def __eq__(self, other: object) -> bool:
        if isinstance(other, str) and str.__str__(other) not in self.legal:
            raise unknown_code("code", str.__str__(other), sorted(self.legal), book=self.book)
        return str.__eq__(self, other) is True

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = str.__hash__
