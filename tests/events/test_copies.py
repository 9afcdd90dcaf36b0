"""Near copies and quotations: found, linked, counted once."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.events.copies import find_copies
from dragoman.events.fingerprint import PERMUTATIONS, Fingerprint, fingerprint
from dragoman.events.link import link_reports
from dragoman.store.schema import schema_of


def _prose(seed: int, count: int = 300) -> list[str]:
    """Return words in sentences of fifteen."""
    draw = random.Random(seed)  # noqa: S311
    words = ["".join(draw.choices("abcdefghijkl", k=6)) for _ in range(count)]
    return [word + "." if at % 15 == 14 else word for at, word in enumerate(words)]


def _print(text: str) -> Fingerprint:
    return fingerprint(text, [(0, len(text))])


def _alike(one: str, two: str) -> float:
    return float(np.mean(np.array(_print(one).minhash) == np.array(_print(two).minhash)))


def _frame(texts: dict[str, str], dates: dict[str, date] | None = None) -> pl.DataFrame:
    rows: list[dict[str, Any]] = []
    for name, text in texts.items():
        found = _print(text)
        rows.append(
            {
                "id": name,
                "published_earliest": (dates or {}).get(name),
                "words": found.words,
                "minhash": list(found.minhash),
                "passages": [passage._asdict() for passage in found.passages],
            }
        )
    kinds = {**schema_of("fingerprints"), "published_earliest": pl.Date}
    return pl.DataFrame(rows, schema={name: kinds[name] for name in rows[0]})


def _groups(texts: dict[str, str], dates: dict[str, date] | None = None) -> dict[str, str]:
    return dict(find_copies(_frame(texts, dates)).groups.iter_rows())


def test_a_fingerprint_is_the_same_everywhere() -> None:
    """Fixed numbers: a change of the arithmetic needs a new METHOD (values of the first run)."""
    found = _print(
        "Turkey and Azerbaijan signed the Treaty of Kars with Soviet Russia in October 1921 there."
    )
    assert found.words == 15
    assert len(found.minhash) == PERMUTATIONS
    assert found.minhash[:3] == (1012440600, 370455485, 384369670)
    assert [(p.start, p.stop, p.words) for p in found.passages] == [(0, 88, 15)]
    assert found.passages[0].hash == 1082812876637120791


def test_case_marks_and_lines_do_not_count() -> None:
    """The same words in other lines, capitals and punctuation are the same text."""
    text = (
        "On Monday the Turkish minister, who was in Baku, met his colleague to speak of trade. Then he left."
    )
    other = (
        "ON MONDAY the Turkish minister who was\nin Baku met his colleague; to speak of trade!\nThen he left"
    )
    one, two = _print(text), _print(other)
    assert one.minhash == two.minhash
    assert [p.hash for p in one.passages] == [p.hash for p in two.passages]
    assert text[one.passages[0].start : one.passages[0].stop].startswith("On Monday")
    assert other[two.passages[0].start : two.passages[0].stop].endswith("trade")


@settings(deadline=None, max_examples=40)
@given(before=st.text(max_size=40), text=st.text(max_size=200), after=st.text(max_size=40))
def test_a_text_counts_wherever_it_stands(before: str, text: str, after: str) -> None:
    """What lies around the blocks changes places only, whatever characters there are."""
    alone = _print(text)
    inside = fingerprint(before + text + after, [(len(before), len(before) + len(text))])
    assert inside.minhash == alone.minhash
    moved = [(p.start - len(before), p.stop - len(before), p.hash) for p in inside.passages]
    assert moved == [(p.start, p.stop, p.hash) for p in alone.passages]


@pytest.mark.parametrize("text", ["", " \n", "...", "\N{GRINNING FACE}", "two words", "\u200f\ufeff"])
def test_texts_without_three_words_have_no_minhash(text: str) -> None:
    """There is no run of three words, so nothing can be alike."""
    found = _print(text)
    assert found.minhash == ()
    assert found.passages == ()


def test_the_estimate_is_near_the_truth() -> None:
    """Against the share of three-word runs counted exactly; four standard errors of 128 draws."""
    one = _prose(1, 600)
    for changed in (5, 20, 60):
        two = list(one)
        for at in random.Random(changed).sample(range(600), changed):  # noqa: S311
            two[at] = "other"
        runs = [{tuple(words[i : i + 3]) for i in range(598)} for words in (one, two)]
        exact = len(runs[0] & runs[1]) / len(runs[0] | runs[1])
        error = (exact * (1 - exact) / PERMUTATIONS) ** 0.5
        assert abs(_alike(" ".join(one), " ".join(two)) - exact) < 4 * error + 0.01


def test_a_text_of_any_length_is_cut_into_pieces() -> None:
    """Half a million characters in one block give the same passages as in many blocks."""
    text = " ".join(_prose(3, 80_000))
    whole = _print(text)
    assert whole.words == 80_000
    assert len(whole.passages) > 5_300


def test_an_edited_copy_is_one_source_with_the_earlier() -> None:
    """Three words changed, a headline added: linked, and grouped under the one published first."""
    one = _prose(1)
    two = list(one)
    two[10] = two[100] = two[200] = "changed"
    texts = {"a": "News " + " ".join(two), "b": " ".join(one), "c": " ".join(_prose(2))}
    dates = {"a": date(2020, 5, 2), "b": date(2020, 5, 1)}
    found = find_copies(_frame(texts, dates))
    assert dict(found.groups.iter_rows()) == {"a": "b", "b": "b", "c": "c"}
    link = found.links.row(0, named=True)
    assert (link["document_a"], link["document_b"], link["one_source"]) == ("b", "a", True)
    assert link["similarity"] > 0.8
    assert found.links.height == 1
    assert _groups(texts) == {"a": "a", "b": "a", "c": "c"}


def test_an_excerpt_is_one_source_with_its_article() -> None:
    """A fifth of an article, printed alone, is told by the article, though they are not alike as wholes."""
    article = _prose(1, 600)
    texts = {"article": " ".join(article), "excerpt": " ".join(article[150:270])}
    assert _alike(*texts.values()) < 0.4
    assert _groups(texts) == {"article": "article", "excerpt": "article"}


def test_a_quotation_links_and_does_not_merge() -> None:
    """A quoted sentence links two documents, shows its place in both, and leaves two sources."""
    one, two = _prose(1), _prose(2)
    texts = {"a": " ".join(one), "b": " ".join(two[:30] + one[15:30] + two[30:])}
    found = find_copies(_frame(texts))
    assert dict(found.groups.iter_rows()) == {"a": "a", "b": "b"}
    link = found.links.row(0, named=True)
    assert (link["shared_words"], link["one_source"]) == (15, False)
    (passage,) = link["passages"]
    quote = " ".join(one[15:30]).removesuffix(".")
    assert texts["a"][passage["a_start"] : passage["a_stop"]] == quote
    assert texts["b"][passage["b_start"] : passage["b_stop"]] == quote
    assert found.quoted.rows() == [("b", passage["b_start"], passage["b_stop"], "a")]


def test_neighbouring_sentences_are_one_passage() -> None:
    """Three sentences taken over in a row are one passage; one from elsewhere is another."""
    one, two = _prose(1), _prose(2)
    texts = {"a": " ".join(one), "b": " ".join(two[:150] + one[15:60] + two[150:] + one[90:105])}
    link = find_copies(_frame(texts)).links.row(0, named=True)
    assert [passage["words"] for passage in link["passages"]] == [45, 15]


def test_short_texts_are_copies_only_word_by_word() -> None:
    """Two reports of one line that differ in the year are two sources."""
    line = "Turkey and Azerbaijan signed a protocol on gas transit in Baku in May {}"
    texts = {"a": line.format(1998), "b": line.format(1999), "c": line.format(1998) + "!"}
    assert _groups(texts) == {"a": "a", "b": "b", "c": "a"}


def test_a_crowd_of_copies_is_one_source() -> None:
    """Two hundred copies of one wire story are linked to the first, not each with each."""
    base = _prose(1)
    texts = {}
    for number in range(200):
        words = list(base)
        words[number] = f"variant{number}"
        texts[f"{number:03d}"] = " ".join(words)
    found = find_copies(_frame(texts))
    assert found.groups["source_group"].unique().to_list() == ["000"]
    assert found.links.height < 200 * 199 / 4


def test_the_order_of_the_rows_does_not_matter() -> None:
    """Shuffled rows give the same tables."""
    one, two = _prose(1), _prose(2)
    frame = _frame({"a": " ".join(one), "b": " ".join(one[:200] + two[:60]), "c": " ".join(two)})
    assert find_copies(frame).links.height >= 1
    for found, other in zip(find_copies(frame), find_copies(frame.reverse()), strict=True):
        assert found.sort(pl.first()).equals(other.sort(pl.first()))


def test_nothing_and_one() -> None:
    """No document and a single one have no links."""
    frame = _frame({"a": " ".join(_prose(1))})
    assert [part.height for part in find_copies(frame)] == [0, 1, 0]
    assert [part.height for part in find_copies(frame.clear())] == [0, 0, 0]


def test_an_event_counts_a_text_told_twice_once() -> None:
    """Two copies of one report are two documents and one source."""
    row = {
        "event": "CONSULT", "aux": [], "occurrence": "once", "language": "en", "actor_codes": ["TUR"],
        "recipient_codes": ["AZE"], "date_earliest": date(1992, 5, 1), "date_latest": date(1992, 5, 1),
    }  # fmt: skip
    rows = [{**row, "id": name, "document_id": name} for name in "abc"]
    frame = pl.DataFrame(rows, schema=schema_of("reports", batch=False))
    groups = pl.Series("source_group", ["a", "a", "c"])
    events, _ = link_reports(frame.with_columns(groups))
    assert events.select("reports", "documents", "sources").rows() == [(3, 3, 2)]
    assert link_reports(frame)[0]["sources"].to_list() == [3]
