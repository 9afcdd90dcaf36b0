"""Short names of people: a word that is a title, a rank or a day names nobody by itself."""

from __future__ import annotations

import re

import pytest

from dragoman.actors import LANGUAGES, registry, scanner
from dragoman.actors.entities import people
from dragoman.actors.fold import fold
from dragoman.actors.tables import data, rows
from dragoman.languages.tables import data_file

# Titles and ranks that stand behind or before a name and that no table of roles has.
_TITLES = {
    "en": "pasha bey beg efendi effendi agha aga mirza shah sultan emir amir sheikh imam mullah "
    "ayatollah prince princess king queen duke count baron lord sir marquis major colonel "
    "general marshal admiral khan khanum hoca",
    "ru": "паша бей бек эфенди ага мирза шах султан эмир шейх имам мулла аятолла принц князь граф "
    "барон лорд хан",
    "uk": "паша бей бек ефенді ага мірза шах султан емір шейх імам мула аятола принц князь граф барон "
    "лорд хан",
    "tr": "paşa bey efendi ağa mirza şah sultan emir şeyh imam molla prens kral kont baron lord han "
    "hanım hoca bay",
    "az": "paşa bəy əfəndi ağa mirzə şah sultan əmir şeyx imam molla şahzadə kral qraf baron lord xan "
    "xanım bəyim",
}
# Second words of titles of the Persian court and of throne names: "of the State", "of the Faith".
_COURT = re.compile(
    r"(?:al|ol|ul|ed|ad|od|os|as|аль|оль|ад|эд|од|ас|ос)[- ]"
    r"(?:din|dowleh|doule|molk|mamalek|saltaneh|saltane|soltan|доуле|дин|мольк|салтане|султан)"
)
_SURNAMES = {
    "en": {"major", "may", "king", "mirza", "khan", "bishop", "pilgrim", "young"},
    "uk": {"козак"},
    "az": {"reisi"},
}
"""Surnames of leaders that writers use alone, though the word is another, too; behind a title only."""


def _words(language: str) -> set[str]:
    """Return what is a title, a role, a word before names, a month or a weekday in the language."""
    found = {fold(word, language) for word in _TITLES[language].split()}
    for _, (lemma, _, _, forms) in rows(
        data("agents", f"{language}.tsv"), ("lemma", "sector", "flags", "forms")
    ):
        for word in (lemma, *forms.split("|")):
            found.add(fold(re.sub(r"[*{}]|=.*", "", word), language))
    for _, (what, _, value) in rows(data("context", f"{language}.tsv"), ("what", "name", "value")):
        if what in ("honorific", "starter"):
            found |= {fold(word, language) for word in value.split()}
    for line in data_file(language, "dates.tsv").read_text(encoding="utf-8").split("\n"):
        word, what = [*line.split("\t"), "", ""][:2]
        if what in ("month", "weekday"):
            found.add(fold(word.rstrip("."), language))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_short_name_is_a_title(language: str) -> None:
    """A name of one word is no title, role, month or weekday, but for surnames that are listed."""
    words, told = _words(language), _SURNAMES.get(language, set())
    bad, met = [], set()
    for person in people().values():
        for name in person.names[language]:
            bare = fold(re.sub(r"[!^+{}]", "", name), language)
            if " " in name and not _COURT.fullmatch(bare):
                continue
            if bare in told and name.endswith("!"):
                met.add(bare)
            elif bare in words or _COURT.fullmatch(bare.replace(" ", "-")):
                bad.append((person.id, name))
    assert bad == []
    assert met == told, "a surname that is no longer needed"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("The president Friday signed the law.", []),
        ("The prime minister May 5 met the king.", []),
        ("Prime Minister May met the king.", ["May"]),
        ("General Pasha had left.", []),
        ("Prime Minister Major had left.", ["Major"]),
    ],
)
def test_titles_and_days_are_no_people(text: str, meant: list[str]) -> None:
    """Behind a role a weekday, a month with its day or a title names nobody; a surname does."""
    entries = registry().entries
    people_found = [m for m in scanner("en").scan(text) if entries[m.key].kind == "person"]
    assert [text[m.start : m.stop] for m in people_found] == meant
