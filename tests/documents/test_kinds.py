"""Blocks are told apart: story, headings, apparatus."""

from __future__ import annotations

import pytest

from dragoman.documents import read_text
from dragoman.documents.cut import cut
from dragoman.documents.kinds import classify
from dragoman.documents.signs import entry_signs, heading_level
from dragoman.documents.walk import Walk

BODY = (
    "In spring the two governments agreed to reopen the border for trade. The agreement was signed by both "
    "prime ministers and entered into force in May."
)


def _kinds(text: str) -> list[str]:
    return [block.kind for block in read_text(text).blocks]


def test_a_paper_in_plain_text() -> None:
    """Title, author, key words, headings, references and contacts are recognised together."""
    text = "\n\n".join(
        [
            "DOI 10.1000/xyz.2020.1",
            "Anna Example",
            "TRADE AND BORDERS BETWEEN TWO NEIGHBOURS",
            BODY,
            "Key words: trade, border, treaty.",
            "1. Introduction",
            BODY,
            "Military support:",
            BODY,
            "Figure 1. Trade between the neighbours",
            "Figure 1 shows that trade grew in every year after the border was opened for lorries.",
            "References",
            "1. Example, A. (2001). A book on borders. Some Press.",
            "2. Пример Б. В. Книга о границах. М.: Наука, 1990. 200 с.",
            "About the author",
            "Anna Example, doctoral student, e-mail: anna@example.org.",
        ]
    )
    assert _kinds(text) == [
        "note", "contact", "title", "paragraph", "keywords", "heading", "paragraph", "heading", "paragraph",
        "caption", "paragraph", "heading", "reference", "reference", "heading", "contact",
    ]  # fmt: skip
    assert read_text(text).author == "Anna Example"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Leave a comment", "web"),
        ("You must login or register to add a new comment.", "web"),
        ("This block is broken or missing. You may be missing content.", "web"),
        ("Share this:", "web"),
        ("We use cookies to make this site better.", "web"),
        ("Читайте также: другие новости дня", "web"),
        ("Войдите, чтобы оставить комментарий", "web"),
        ("© 2021 The Example. All rights reserved.", "web"),
        ("Ключевые слова: граница, торговля, договор.", "keywords"),
        ("Anahtar kelimeler: sınır, ticaret", "keywords"),
        ("Рис. 2. Карта границы", "caption"),
        ("Photo: the ministers at the border", "caption"),
        ("УДК 327(479.24)", "note"),
        ("Received: 04.01.2020", "note"),
        ("Статья поступила в редакцию 4 января 2020 г.", "note"),
        ("https://orcid.org/0000-0001-0000-0009", "contact"),
        ("Tel.: +90 312 000 00 00", "contact"),
        ("[3] Ibid., p. 14.", "reference"),
        ("> quoted words of a letter.", "quote"),
        ("• a point of the list;", "item"),
        ("12", "note"),
    ],
)
def test_single_lines(line: str, kind: str) -> None:
    """One line amid prose is what it looks like."""
    blocks = read_text("\n\n".join([BODY, BODY, line, BODY, BODY])).blocks
    assert blocks[2].kind == kind


@pytest.mark.parametrize(
    "sentence",
    [
        "The minister said the two sides would share this burden until the end of the year.",
        "Sources close to the government denied the report on Tuesday evening.",
        "By 1992 the two countries had opened embassies in both capitals.",
        "Published reports about the talks were denied by both governments on Monday.",
        "References to the treaty were removed from the final statement.",
        "Professor Example of the University of Somewhere said the talks had failed.",
    ],
)
def test_sentences_are_not_furniture(sentence: str) -> None:
    """Cue words inside sentences do not take them out of the story."""
    assert _kinds("\n\n".join([BODY, sentence, BODY])) == ["paragraph"] * 3


def test_body_after_a_references_heading_without_entries() -> None:
    """A heading "Sources" over prose opens no list of references."""
    assert _kinds("\n\n".join([BODY, "Sources", BODY, BODY])) == [
        "paragraph",
        "heading",
        "paragraph",
        "paragraph",
    ]


def test_bibliography_without_a_heading() -> None:
    """Three numbered entries in a row are a bibliography."""
    entries = [f"{n}. Example, A. (200{n}). A book. Some Press, pp. 1-{n}." for n in range(1, 5)]
    assert _kinds("\n\n".join([BODY, *entries])) == ["paragraph"] + ["reference"] * 4


def test_one_block_is_a_paragraph() -> None:
    """A lone sentence without a full stop is text, not a title."""
    assert _kinds("Country A attacked Country B") == ["paragraph"]


def test_unpunctuated_lines_are_no_headings() -> None:
    """Where nothing has a full stop, its absence says nothing."""
    text = "\n\n".join(f"Ministers of both states met in town number {n}" for n in range(8))
    assert set(_kinds(text)) == {"paragraph"}


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("THE FIRST STEPS", 1),
        ("2. The first steps", 2),
        ("2.1 Trade", 3),
        ("Trade and transit", 2),
        ("Political support:", 3),
        ("1992", 3),
        ("1992–1994 гг.", 3),
        ("They met.", 0),
        ("They met.[1]", 0),
        ("Armenia protested.¹²", 0),
        ("lower case start", 0),
        ("They met again. Nothing came of it", 0),
    ],
)
def test_heading_levels(text: str, level: int) -> None:
    """Capitals, numbers, colons and years set the level of a heading."""
    assert heading_level(text) == level


def test_entry_signs() -> None:
    """Entries show several signs, plain sentences none."""
    assert entry_signs("Пример А. А. Архивы и границы // Вопросы истории. 1998. № 3. С. 12-20.") >= 3
    assert entry_signs(BODY) == 0


def test_the_quick_way_says_what_the_long_one_says() -> None:
    """Between many others a paragraph has the kind that it has with every question asked."""
    for line in (
        "Anna Musterova ORCiD profile",
        "Published\u00a0on 4 May 1999 by a press",
        "I. Aliyev went home",
    ):
        long = f"{line} and then the ministers of the two countries spoke about the road and the river again."
        filler = (
            "The ministers of the two countries spoke about the road and the river until night, it is said."
        )
        blocks = [*[filler] * 12, long, *[filler] * 12]
        text = "\n\n".join(blocks)
        pieces = cut(text)
        walk = Walk(text, cut(text), structured=False)
        for index in range(len(pieces)):
            walk.step(index)
        classify(text, pieces, structured=False)
        assert pieces[12].kind == walk.pieces[12].kind


DIARY = (
    "Diary of a consul\n\n3 May 1919\n\nThe army came to the town in the morning.\n\n"
    "5 May\n\nNothing happened in the town on that day."
)


def test_days_of_a_diary_are_headings() -> None:
    """Several date lines with text between them head what stands below; none is the day of the text."""
    doc = read_text(DIARY)
    assert [block.kind for block in doc.blocks] == ["title", "heading", "paragraph", "heading", "paragraph"]
    assert doc.published is None


def test_one_date_line_is_the_day_of_the_text() -> None:
    """A single date line is no heading."""
    doc = read_text(DIARY.replace("5 May\n\n", ""))
    assert doc.blocks[1].kind == "note"
    assert doc.published is not None
    assert doc.published.text == "1919-05-03"
