"""The page ``docs/scorecard.md``: our figures beside the peers', each with the set it was measured on.

The page has no times and no memory in it, so that the same coder writes the same page everywhere.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files

from dragoman.evaluation.confusion import NONE
from dragoman.evaluation.run import Evaluation, SetScore
from dragoman.evaluation.sampling import DRAWS, SEED
from dragoman.evaluation.text import GROUPS, class_cells, interval, title

__all__ = ["SETS", "scorecard"]

_NAMES = {"ru": "Russian", "uk": "Ukrainian", "tr": "Turkish", "az": "Azerbaijani"}
_OWN = {"en": "English", **_NAMES}
SETS: dict[str, str] = {
    "plv_dev.jsonl": "Sentences with actor and recipient given; one class each (half of PLV; the peers' "
    "figures are of its other half, so the sets are of one kind but not the same).",
    "plover_gsr.jsonl": "Whole extraction, with country codes (PLOVER gold standard records). More than half "
    "of the sentences are examples of the CAMEO manual; the others are scored once more by themselves.",
    "news_dev.jsonl": "Random news sentences, the majority of several coders; in most there is nothing to "
    "code. The peer was measured on a larger set of the same kind.",
    **{
        f"{code}.txt": f"Own sentences in {name}, written from the codebook before the lexicon was tuned and "
        "by others than its writers; errors were read while the grammar grew: expect less on unseen text."
        for code, name in _NAMES.items()
    },
    **{
        f"second-{code}.txt": f"Further own sentences in {name}, plainer, written and coded before the "
        "coder was asked; its first answers are in `tests/gold/second/README.md`, then errors were read."
        for code, name in _NAMES.items()
    },
    **{
        f"second-fresh-{code}.txt": f"Own sentences in {name}, natural in length, that nobody who changes "
        "the coder has read, nor their errors; first answers are in `tests/gold/second/README.md`."
        for code, name in _OWN.items()
    },
    **{
        f"documents-{code}.txt": f"Whole documents of own writing in {name}, coded before the coder "
        "was asked: sentences as they are coded in their places. Their errors were read."
        for code, name in _OWN.items()
    },
    **{
        f"documents-aside-{code}.txt": f"Further ones in {name}, kept aside while the coder was changed for "
        "the others; first answers are in `tests/gold/documents/README.md`."
        for code, name in _OWN.items()
    },
    **{
        f"documents-fresh-{code}.txt": f"Whole documents in {name} that nobody who changes the coder has "
        "read, nor their errors; first answers are in `tests/gold/documents/README.md`."
        for code, name in _OWN.items()
    },
    "parallel.txt": "Own facts, each told in five languages: how alike the languages are coded.",
    "claims.txt": "Own sentences on the state and change of relations, each told in five languages: "
    "direction and parties of claims, and that nothing else is coded; errors of the first half were read.",
    "claims.jsonl": "The documents of the demo: what each says of relations, direction and parties; "
    "written by reading them, after a first look at what the coder finds there; its errors were read.",
    "gold.jsonl": "The documents of the demo, own writing, with sentences coded inside their documents.",
}
"""What the known gold sets are."""

_WORST = 10


def scorecard(evaluation: Evaluation) -> str:
    """Return the page as Markdown."""
    lines = [
        "# Scorecard",
        "",
        "Written by `dragoman evaluate --scorecard`; do not edit. Every figure has its 95 % interval "
        f"(percentile bootstrap over sentences, {DRAWS:,} draws, seed {SEED}): the sets are small, and two "
        "figures whose intervals overlap widely are not told apart. Speed is measured by `make bench`.",
        "",
        *_versions(evaluation),
    ]
    peers = _peers()
    for scored in evaluation.sets:
        lines += ["", *_set(scored, [peer for peer in peers if peer.get("gold") == scored.gold.name])]
    if not evaluation.sets:
        lines += ["", "No gold set was at hand when this page was written: there are no figures."]
    lines += [
        "",
        *_elsewhere([peer for peer in peers if "gold" not in peer]),
        "",
        *_how(),
        "",
        *_languages(evaluation),
    ]
    return "\n".join(lines) + "\n"


def _versions(evaluation: Evaluation) -> Iterator[str]:
    made_by = evaluation.versions
    yield from _table(("measured", "version"), [
        ("program", made_by.program),
        ("coder", f"`{made_by.coder}`"),
        ("codebook", f"`{made_by.codebook}`"),
        *((f"lexicon {code}", f"`{digest}`") for code, digest in made_by.lexicons.items()),
    ])  # fmt: skip


def _set(scored: SetScore, peers: Sequence[dict[str, str]]) -> Iterator[str]:
    gold = scored.gold
    yield f"## {gold.name}"
    yield ""
    yield SETS.get(gold.name, "A gold set of your own.")
    yield f"{len(gold.rows):,} rows, language {', '.join(gold.languages)}, sha256 `{gold.sha256[:16]}`."
    for group, figures in scored.groups.items():
        yield ""
        name = GROUPS.get(group, f"language {group}")
        yield f"**{name[0].upper()}{name[1:]}**"
        yield ""
        rows = [(title(one.name), *interval(one), f"{one.n:,}") for one in figures]
        yield from _table(("figure", "ours", "95 %", "sentences"), rows)
    if peers:
        yield ""
        yield "**Others on this kind of set**"
        yield ""
        yield from _table(("who", "what", "set", "reached", "sentences/s"), map(_peer, peers))
    yield ""
    yield f"{scored.wrong} of {len(gold.rows):,} rows have another set of classes than gold"
    yield f"({scored.errors_per_1000:.0f} of 1,000)."
    yield ""
    yield "**By class**"
    yield ""
    yield from _table(
        ("class", "hit", "extra", "missed", "precision", "recall", "F1"), map(class_cells, scored.classes)
    )
    mistakes = sorted(
        (item for item in scored.confusion.items() if item[0][0] != item[0][1]),
        key=lambda item: (-item[1], item[0]),
    )
    if mistakes:
        yield ""
        yield "**Most frequent errors**"
        yield ""
        worst = [
            (_word(pair[0], "no event"), _word(pair[1], "no answer"), str(count))
            for pair, count in mistakes[:_WORST]
        ]
        yield from _table(("gold", "answer", "times"), worst)


def _word(event: str, nothing: str) -> str:
    return nothing if event == NONE else event


def _elsewhere(peers: Sequence[dict[str, str]]) -> Iterator[str]:
    yield "## Peers measured on other sets"
    yield ""
    yield "These sets are not ours, and ours are not theirs: nothing follows from setting the figures side by"
    yield "side."
    yield ""
    yield from _table(("who", "what", "set", "reached", "sentences/s"), map(_peer, peers))


def _how() -> Iterator[str]:
    yield "## How it is scored"
    yield ""
    yield "- *Dyad given*: no answer is a wrong answer; macro-F1 is the mean over the classes that gold has."
    yield "- *root*: the set of classes of a sentence against gold's; *dyad*: ordered pairs of country codes,"
    yield "  mutual events as both pairs; *triple*: class and pair. Precision, recall and F1 over all"
    yield "  sentences together."
    yield "- What is denied or only imagined is no event; what lies ahead or long ago, or is repeated, is."
    yield "- *False alarms*: share of the sentences in which no coder saw an event, but ours did."
    yield "- Scheme `plover15`: CONCEDE and RETREAT count as one class, YIELD, and answers go through the"
    yield "  projection of that scheme, as `dragoman code -` does where a line asks for it;"
    yield "  the plain answers in PLOVER 1.3 lie about two points lower on such a set."


def _languages(evaluation: Evaluation) -> Iterator[str]:
    yield "## Languages without gold"
    yield ""
    measured = {language for scored in evaluation.sets for language in scored.gold.languages}
    missing = [f"`{code}`" for code in evaluation.versions.lexicons if code not in measured]
    if missing:
        yield f"No gold set was measured for: {', '.join(missing)} (ISO 639-1)."
        yield "Nothing is known about how well these are coded."
    else:
        yield "Every language that is coded was measured."


def _peers() -> list[dict[str, str]]:
    text = files("dragoman.evaluation").joinpath("peers.toml").read_text(encoding="utf-8")
    peers: list[dict[str, str]] = tomllib.loads(text)["peer"]
    return peers


def _peer(peer: dict[str, str]) -> tuple[str, ...]:
    return tuple(peer.get(key, "") for key in ("name", "what", "set", "reached", "speed"))


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'|'.join(' --- ' for _ in head)}|"
    for row in rows:
        yield f"| {' | '.join(row)} |"
