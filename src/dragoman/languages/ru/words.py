"""What each Russian word form can be, also in the spelling before 1918."""

import re

from dragoman.languages.slavic.letters import letters
from dragoman.languages.slavic.words import TOKEN, Words

__all__ = ["TOKEN", "Words", "readable"]

_OLD = re.compile(r"[ѣѳѵіѢѲѴІ]|[ъЪ](?!\w)")
_SILENT = re.compile(r"[ъЪ](?!\w)")
_UPPER = str.maketrans("ѢѲѴІ", "ЕФИИ")


def readable(text: str) -> str:
    """Return a text of the same length in which names can be found: "Турція", "Иранъ".

    Examples
    --------
    >>> readable("Персія и Иранъ")
    'Персия и Иран '
    """
    if _OLD.search(text) is None:
        return text
    return _SILENT.sub(" ", text.translate(letters("ru").folding).translate(_UPPER))
