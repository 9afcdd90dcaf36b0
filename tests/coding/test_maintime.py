"""Names in a text that has no day of its own are read as of the time that it speaks of."""

from __future__ import annotations

from datetime import date

from dragoman.coding.maintime import main_time
from dragoman.coding.rules import RuleCoder
from dragoman.documents import read_text

STORY = (
    "Баку поддержал Порту.\n\nМосква обвинила Анкару в промедлении.\n\n"
    "В апреле 1920 года большевики свергли правительство мусаватистов."
)


def test_years_that_lie_together() -> None:
    """The years of a story about 1920 are its main time."""
    doc = read_text(STORY, id="story", language="ru")
    assert main_time(doc) == (date(1920, 4, 1), date(1920, 4, 30))


def test_years_far_apart_say_nothing() -> None:
    """A text from Napoleon to now has no main time, and neither has one without years."""
    wide = read_text("В 1812 году шла война. В 2012 году подписали договор.", id="wide", language="ru")
    bare = read_text("Турция осудила Грецию.", id="bare", language="ru")
    assert main_time(wide) == main_time(bare) == (None, None)


def test_numbers_that_are_no_years() -> None:
    """Two thousand soldiers are no year."""
    doc = read_text("Турция отправила 2000 солдат в Ливию.", id="troops", language="ru")
    assert main_time(doc) == (None, None)


def test_names_mean_the_states_of_the_story() -> None:
    """Baku, Moscow and Ankara of 1920; where a state gave way in that month, the older one."""
    found = RuleCoder().code(read_text(STORY, id="story", language="ru"))
    people = {p.text: p.entity for report in found.reports for p in (*report.actor, *report.recipient)}
    assert people["Баку"] == "azerbaijan-1918"
    assert people["Москва"] == "rsfsr"
    assert people["Анкару"] == "ankara-1920"


def test_a_day_of_printing_goes_first() -> None:
    """Where a document has its day, undated names are read as of that day."""
    found = RuleCoder().code(read_text(STORY, id="story", language="ru", published="2020-05-01"))
    people = {p.text: p.entity for report in found.reports for p in (*report.actor, *report.recipient)}
    assert people["Баку"] == "azerbaijan"
