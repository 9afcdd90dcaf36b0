"""Which class each Turkish or Azerbaijani word has in its sentence.

Classes, one character a token::

    d determiner  h possessive pronoun  # number  a adjective  J nationality
    n noun  N name  G agent noun  R pronoun  s suffix behind an apostrophe  p postposition
    c conjunction  u subordinator  q ki  x var, yok, gerek  ! değil  r adverb  T time
    V finite verb  k noun or adjective as predicate  A participle  M verbal noun or clause with a case
    I converb  O stem before bilmək  , ; : . ( ) "
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dragoman.languages import features as f
from dragoman.languages.parse import Word
from dragoman.languages.turkic.morphology import listed
from dragoman.languages.turkic.nominals import OWNABLE
from dragoman.languages.turkic.syntax import syntax

__all__ = ["tagger"]

_NOMINAL = frozenset("nNGJadh#R")
_STOP = frozenset('.;:,cuq")!x')
_CASES = f.CASES & ~f.NOM
_HATS = {ord("â"): "a", ord("î"): "i", ord("û"): "u"}
_SEVERAL = ("lar", "ler", "lər")
_STOPS = frozenset(".;:")
_ATTRIBUTE = "attr"
_END = frozenset('.;:cu")')
_DENIES = frozenset("!x")
_SIZE = 2
_SPEECH = 2
"""Weight of verbs of speech."""
_NOUNS = frozenset("nNGRsJ")
_BEGINS = frozenset("dh#aJnNGRs")


def tagger(language: str) -> Callable[[Sequence[Word]], str]:
    """Return the function that tags the sentences of a language."""
    adjectives = frozenset(word for word, _ in listed(language, "paradigms/adjectives.txt", "a"))

    between, only = syntax(language)["between"], syntax(language)["only"]
    forced = syntax(language).get("forced", ()), syntax(language).get("undergo", ())
    pairs: dict[str, set[str]] = {}
    for pair in syntax(language)["pair"]:
        first, _, second = pair.partition("/")
        pairs.setdefault(second, set()).add(first)
    seconds = {second: frozenset(firsts) for second, firsts in pairs.items()}

    def tag(words: Sequence[Word]) -> str:
        """Choose one class for every word, from left to right.

        Parameters
        ----------
        words : sequence of Word, (n_tokens,)

        Returns
        -------
        str, (n_tokens,)
        """
        return _tag(words, adjectives, between, seconds, only, forced)

    return tag


def _tag(
    words: Sequence[Word],
    adjectives: frozenset[str],
    between: tuple[str, ...],
    seconds: dict[str, frozenset[str]],
    only: tuple[str, ...],
    forced: tuple[tuple[str, ...], tuple[str, ...]],
) -> str:
    out: list[str] = []
    last = len(words) - 1
    for i, word in enumerate(words):
        tags = word.tags
        plain = word.form.translate(_HATS)
        adjoins = i < last and words[i + 1].tags[0] in "nNGa"
        if (tags == "G" or ("G" in tags and plain != word.form)) and plain in adjectives and adjoins:
            tags = "a"  # "askerî yardım", not "askeri"
        elif tags == "x" and word.form in forced[0] and i < last and _is_verb(words[i + 1], forced[1]):
            tags = "r"  # "çekilmek **zorunda** kaldı": it was done
        elif tags == "N" and _describes(word, words[i + 1] if i < last else None):
            tags = "J"  # "Polonyalı yönetmen"
        if len(tags) == 1:
            ends = tags == "a" and word.weight == 1 and (i == last or words[i + 1].tags[0] in _STOPS)
            out.append("k" if ends and out else tags)  # "Viyana yığınaktan **rahatsız**."
            continue
        following = words[i + 1] if i < last else None
        if "n" in tags and "M" in tags and out and _points(words[i - 1], out[-1], between):
            out.append("n")  # "**bu** suçlamayı", "X ile Y **arasındaki** yakınlaşmayı"
            continue
        counted = out[-1:] == ["#"] and following is not None and following.tags[0] == "N"
        if counted and "n" in tags and "a" in tags:
            out.append("n")  # "iki **komşu** Ankara'da", but "komşu Yunanistan"
            continue
        if "I" in tags and "M" in tags and _is_owned_clause(words, out, i):
            out.append("M")  # "Ankara'**nın** anlaştığından yakındı", but "Ankara anlaştığından"
            continue
        noun = tags[0] == "n" and "M" in tags and word.weight > 0 and not word.plural
        if noun and _acted_on(words, out, i):
            out.append("M")  # "Oslo'nun **Riga'yı** yalanla suçlaması"
            continue
        out.append(_choose(word, tags, following, _before(words, out, i)))
    _correlate(words, out, seconds)
    if "!" in out or "x" in out:
        _add_to(words, out, only)
    return "".join(out)


def _correlate(words: Sequence[Word], out: list[str], seconds: dict[str, frozenset[str]]) -> None:
    """Let the first of two conjunctions only open what the second joins.

    "**Hem** Bakü **hem de** Erivan", "**gerek** Bakü **gerekse** Erivan", "**ne** Bakü**, ne de** Erivan".
    """
    for i in range(len(out) - 1, 0, -1):
        firsts = seconds.get(words[i].form)
        if firsts is None:
            continue
        for j in range(i - 1, -1, -1):
            if words[j].form in firsts:
                out[j] = "r"
                _join(out, i)
                break
            if out[j] in _STOPS:
                break


def _join(out: list[str], i: int) -> None:
    """Read a word between two nouns as a conjunction, with the comma beside it."""
    before, after = i - 1, i + 1
    while after < len(out) and out[after] in "r,":
        after += 1
    if before >= 0 and out[before] == ",":
        before -= 1
    if before < 0 or after >= len(out) or out[before] not in _NOUNS or out[after] not in _BEGINS:
        return
    out[before + 1 : after] = ["r"] * (after - before - 1)
    out[i] = "c"


def _add_to(words: Sequence[Word], out: list[str], only: tuple[str, ...]) -> None:
    """Join two of whom the first is not the only one: "**yalnızca** Bakü **değil**, Erivan da"."""
    for i in range(1, len(out)):
        if out[i] not in _DENIES or words[i].form not in only or out[i - 1] not in _NOUNS:
            continue
        j = i - 1
        while j >= 0 and out[j] in _BEGINS:
            j -= 1
        if j >= 0 and words[j].form in only:
            _join(out, i)


def _is_verb(word: Word, lemmas: tuple[str, ...]) -> bool:
    return any(lemma in lemmas for lemma, _, _ in word.verbs)


def _describes(word: Word, following: Word | None) -> bool:
    """Whether the name of a people stands before a noun as its adjective: not where it tells of several."""
    bare = word.case & f.NOM or not word.case & f.CASES
    if word.func != "demonym" or not bare or word.form.endswith(_SEVERAL):
        return False
    return following is not None and following.tags[0] in "nGa"


def _points(word: Word, tag: str, between: tuple[str, ...]) -> bool:
    """Whether a noun stands behind a word, and no verb that something is done with."""
    return tag == "d" or (tag == "p" and (word.note.startswith(_ATTRIBUTE) or word.form.startswith(between)))


def _before(words: Sequence[Word], out: list[str], i: int) -> int:
    """Return the case of the noun before a word, adverbs and particles skipped; 0 where there is none."""
    j = i - 1
    while j >= 0 and out[j] in "r+":
        j -= 1
    if j < 0:
        return 0
    if out[j] in "nNGRsJ":
        case = words[j].case & (f.CASES | f.OWNED)
        if out[j] == "N" and case & f.ACC and words[j].func not in OWNABLE:
            return case & ~(f.NOM | f.OWNED)  # "Filistin'i tanıması"
        return case
    if out[j] == "M":
        told = [bits for _, tag, bits in words[j].verbs if tag == "M"]
        return f.ACC | (
            f.NOM if any(bits & f.NOM for bits in told) else 0
        )  # "çekil**işi** tartışma yarattı": the act itself is the subject
    return f.INS if out[j] == "p" else 0


def _acted_on(words: Sequence[Word], out: list[str], i: int) -> bool:
    """Whether a name in the accusative stands before a word, with only another noun with a case between."""
    if not i or out[i - 1] != "n" or not words[i - 1].case & f.INS or words[i - 1].case & f.NOM or i < _SIZE:
        return False
    j = i - 2
    while j > 0 and out[j] in "ad":
        j -= 1  # "Pekin'i **tehlikeli** manevralarla suçlaması"
    return out[j] == "N" and bool(words[j].case & f.ACC) and words[j].func not in OWNABLE


def _is_owned_clause(words: Sequence[Word], out: list[str], i: int) -> bool:
    """Whether the subject of a form in the ablative is a genitive that no noun has taken."""
    told = [bits for _, tag, bits in words[i].verbs if tag == "M"]
    if not any(bits & f.ABL for bits in told):
        return False
    for j in range(i - 1, -1, -1):
        if out[j] in "VIkx;:" or (out[j] in "nG" and words[j].case & f.OWNED):
            return False
        if out[j] in "nNGRs" and words[j].case & f.GEN and not words[j].case & f.NOM:
            return True
    return False


def _choose(word: Word, tags: str, following: Word | None, before: int) -> str:
    for name in "NGJ":
        if name in tags:
            return name
    if tags == "xV":
        return "V" if before & f.DAT and not before & f.NOM else "x"
    if tags == "rI":
        return "I" if before & f.DAT and not before & f.NOM else "r"
    after = following.tags[0] if following is not None else "."
    if "n" in tags and "M" in tags:
        ahead = any(tag == "M" and bits & f.FUT for _, tag, bits in word.verbs)
        if ahead and (before & f.DAT or (following is not None and following.weight == _SPEECH)):
            return "M"  # "ele **alacaklarını** bildirdi", not what is owed
        thing = tags.index("n") < tags.index("M") or not before & (f.OWNED | f.DAT | f.ABL)
        if word.plural and word.weight > 0 and not before & f.GEN and thing:
            return "n"  # "ticari kısıtlamaları": acts are told of in the plural as things
        if tags.index("n") < tags.index("M"):
            # "içişlerine" is never drinking: a verb that no lexicon knows takes no object here
            return "M" if before & f.ACC and not before & f.NOM and word.weight > 0 else "n"
        feats = next((bits for _, tag, bits in word.verbs if tag == "M"), 0)
        if feats & (f.ACC | f.DAT | f.ABL) and not feats & f.OWNED:
            return "M"
        if before & f.OWNED and before & f.NOM and word.weight > 0 and feats & f.OWNED:
            return "M"  # "şehri **boşaltmasını** emretti", "antlaşması **imzalaması** çağrısında"
        return "M" if before & _CASES and not before & f.NOM else "n"
    if "V" in tags and "I" in tags:
        # "görüşüb danışdı"; "bildirib ki"
        return "V" if after in _STOP else "I"
    if "V" in tags and "M" in tags and "A" not in tags and "n" not in tags:
        # "pozmaqda ittiham edib"; "pozmaqdadır"
        return "V" if after in _STOP else "M"
    if "V" in tags and "A" in tags:
        if "n" in tags and following is not None and following.tags[0] == "n" and following.case & f.OWNED:
            return "n"  # "**yanacaq** krediti", "**yiyecek** yardımı"
        # "yapılacak toplantı", "yapılacak."; "imzalamış olan"
        return "A" if after in _NOMINAL or (after in "AM" and following is not None) else "V"
    if "V" in tags:
        if "n" in tags and not (after in _END and word.case & f.NOM):
            return "n"
        return "V"
    if "n" in tags:
        if "k" in tags and after in _END and not word.case & ~(f.NOM | f.SG | f.PL):
            return "k"
        if "a" in tags and after in "nNG":
            return "a" if not word.case & (f.OWNED | f.ACC) or word.case & f.NOM else "n"
        return "n"
    if "A" in tags and "M" in tags:
        return "A" if after in _NOMINAL else "M"
    if "I" in tags and "M" in tags:
        return "I"
    return tags[0]
