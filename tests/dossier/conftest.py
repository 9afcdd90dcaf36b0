"""An invented study about two states: texts with marks written in line, offsets computed from them."""

# ruff: noqa: E501 - a marked sentence stands on one line

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from dragoman.dossier import ClassInfo, DossierData, EntityInfo, Passage, SourceInfo

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_MARK = re.compile(r"\[(\w+)(?: (\w+))?\|([^\]]*)\]")
_LISTS = {"actor": "actor", "recipient": "recipient", "speaker": "speakers", "party": "parties"}
_ROLES = ("mediator", "host", "against", "beneficiary", "instrument", "consenting")

CLASSES = {
    code: ClassInfo(code, label, quad, definition, meeting=code == "CONSULT")
    for code, label, quad, definition in [
        ("AGREE", "Agree", 1, "promises or consents to do something"),
        ("CONSULT", "Consult", 1, "meets, visits, talks"),
        ("SUPPORT", "Support", 1, "backs, recognises, signs a treaty"),
        ("COOPERATE", "Cooperate", 2, "works together in deed"),
        ("AID", "Aid", 2, "gives money, goods, troops or shelter"),
        ("REQUEST", "Request", 3, "asks for something"),
        ("ACCUSE", "Accuse", 3, "blames or condemns"),
        ("REJECT", "Reject", 3, "refuses or calls off"),
        ("THREATEN", "Threaten", 3, "warns of harm"),
        ("SANCTION", "Sanction", 4, "reduces relations, imposes an embargo"),
        ("MOBILIZE", "Mobilize", 4, "moves or readies forces"),
        ("ASSAULT", "Assault", 4, "attacks with force"),
    ]
}


@dataclass
class Told:
    """A marked sentence with what it is coded as."""

    event: str
    text: str
    more: dict[str, Any] = field(default_factory=dict)


def told(event: str, text: str, **more: Any) -> Told:
    """Write a sentence; a class in capitals makes a report, a direction makes a claim."""
    return Told(event, text, more)


def _row(
    one: Told, start: int, document: SourceInfo, number: int, heading: Any
) -> tuple[str, dict[str, Any]]:
    plain, marks, last = "", [], 0
    for match in _MARK.finditer(one.text):
        plain += one.text[last : match.start()]
        begin = start + len(plain)
        plain += match[3]
        marks.append((match[1], match[2], begin, start + len(plain), match[3]))
        last = match.end()
    plain += one.text[last:]
    row: dict[str, Any] = {
        "id": f"{document.id}-{number:03d}",
        "document": document.id,
        "path": document.path,
        "page": one.more.get("page"),
        "language": document.language,
        "sentence": {"text": plain, "start": start, "stop": start + len(plain)},
        "aux": list(one.more.get("aux", ())),
        "speakers": [],
        "cites": [],
        "evidence": [],
        "confidence": one.more.get("confidence", 0.85),
        "rule": one.more.get("rule", f"{document.language}/frames/{one.event.lower()}.yaml:12"),
    }
    claim = one.event.islower()
    if claim:
        row |= {
            "direction": one.event,
            "parties": [],
            "period": one.more.get("date"),
            "cause": None,
            "interest": None,
        }
    else:
        row |= {
            "event": one.event,
            "mode": one.more.get("mode"),
            "contexts": list(one.more.get("contexts", ())),
            "occurrence": one.more.get("occurrence", "once"),
            "actor": [],
            "recipient": [],
            "others": [],
            "date": one.more.get("date"),
            "date_basis": one.more.get("basis") if one.more.get("date") else None,
            "place": None,
            "agreement": None,
            "counts": one.more.get("counts", {}),
        }
    for name, code, begin, stop, words in marks:
        party = {
            "text": words,
            "start": begin,
            "stop": stop,
            "code": code,
            "sector": None,
            "entity": None,
            "basis": "stated",
        }
        if name == "trigger":
            row["trigger"] = {"text": words, "start": begin, "stop": stop}
        elif name in _LISTS:
            row[_LISTS[name]].append(party)
        elif name in _ROLES:
            row["others"].append({**party, "role": name})
        else:
            if name in ("place", "agreement", "cause"):
                row[name] = words
            row["evidence"].append(
                {"field": name, "start": begin, "stop": stop, "quote": words, "basis": "stated"}
            )
    if one.more.get("basis") == "inherited" and heading is not None:
        words, begin = heading
        row["evidence"].append(
            {
                "field": "date",
                "start": begin,
                "stop": begin + len(words),
                "quote": words,
                "basis": "inherited",
            }
        )
    elif not claim and row["date"] and row["date_basis"] is None:
        row["date_basis"] = "stated"
    return ("claim" if claim else "report"), row


def compose(document: SourceInfo, paragraphs: list[Any]) -> tuple[list[dict], list[dict], list[Passage], str]:
    """Return reports, claims, passages and the whole text of one invented document."""
    reports: list[dict] = []
    claims: list[dict] = []
    passages: list[Passage] = []
    text, heading, number = "", None, 0
    for paragraph in paragraphs:
        begin = len(text)
        parts = [paragraph] if isinstance(paragraph, str) else paragraph
        for part in parts:
            if isinstance(part, Told):
                number += 1
                kind, row = _row(part, len(text), document, number, heading)
                (reports if kind == "report" else claims).append(row)
                text += row["sentence"]["text"]
            else:
                text += part
        kind = "paragraph"
        if isinstance(paragraph, str) and paragraph.startswith("# "):
            kind, heading = "heading", (paragraph[2:], begin + 2)
        passages.append(Passage(document.id, begin, text[begin:], None, kind))
        text += "\n\n"
    return reports, claims, passages, text


def gather(parts: list[tuple[SourceInfo, list[Any]]], **more: Any) -> DossierData:
    """Return the data of a dossier on TUR and AZE from invented documents."""
    made = [compose(document, paragraphs) for document, paragraphs in parts]
    return DossierData(
        a="TUR",
        b="AZE",
        a_name="Turkey",
        b_name="Azerbaijan",
        reports=tuple(row for one in made for row in one[0]),
        claims=tuple(row for one in made for row in one[1]),
        documents=tuple(document for document, _ in parts),
        passages=tuple(passage for one in made for passage in one[2]),
        classes=CLASSES,
        **more,
    )


def source(ident: str, path: str, title: str, language: str = "en", **more: Any) -> SourceInfo:
    """Return a document of the invented study."""
    return SourceInfo(ident, path, title, language=language, sha256=(ident * 12)[:40], **more)


ENTITIES = (
    EntityInfo("TUR", "Ottoman Empire", start="1299", end="1922-11-01", kind="empire", reports=3,
               note="TUR is not its own code: the scheme has none for 1918."),
    EntityInfo("TUR", "Republic of Turkey", start="1923-10-29", kind="state", reports=30),
    EntityInfo("AZE", "Azerbaijan Democratic Republic", start="1918-05-28", end="1920-04-28", kind="state", reports=4,
               note="Shares AZE with two later polities."),
    EntityInfo("AZE", "Azerbaijan SSR", start="1920-04-28", end="1991-10-18", kind="Soviet republic", reports=1),
    EntityInfo("AZE", "Republic of Azerbaijan", start="1991-10-18", kind="state", reports=27),
)  # fmt: skip


def example() -> DossierData:
    """Return the invented study: two languages, 1918 to 2023, every kind of row."""
    t = told
    parts: list[tuple[SourceInfo, list[Any]]] = [
        (
            source("d01", "books/first-republic.pdf", "The Short Summer of a Republic", author="L. Marden",
                   published="1998", published_basis="metadata", publisher="Harbour Press"),
            [
                "# Summer 1918",
                ["The new government sat in Ganja and had neither an army nor a treasury. ",
                 t("SUPPORT", "On [date|4 June 1918] the [actor TUR|Ottoman delegation] [trigger|signed] the [agreement|Treaty of Batum] with the [recipient AZE|young republic].", date="1918-06-04", agreement=1, page=31, mode="treaty", contexts=["diplomatic"]),
                 " The text promised help against unrest, and both sides read the promise in their own way."],
                [t("AID", "[actor TUR|Constantinople] [trigger|sent] two divisions to the [recipient AZE|Azerbaijani government] that month.", date="1918-06", basis="inherited", page=32, contexts=["military"]),
                 " They marched slowly, because the railway had been cut at three places."],
                [t("ASSAULT", "In [date|September 1918] [actor TUR|Ottoman] and [actor AZE|Azerbaijani] troops [trigger|stormed] the heights above [place|Baku] together [against RUS|against the Centrocaspian garrison].", date="1918-09", page=40, counts={"size": 14000}, contexts=["military"])],
            ],
        ),
        (
            source("d02", "ru/batumi.txt", "Батумские бумаги", "ru", author="И. Соколова", published="2004",
                   published_basis="text", publisher="Журнал «Архив юга»"),
            [
                [t("SUPPORT", "[agreement|Treaty of Batum] был [trigger|подписан] [actor TUR|османской стороной] и [recipient AZE|мусаватским правительством] лишь [date|8 июня 1918 года], как записано в дневнике секретаря.", date="1918-06-08", mode="treaty", confidence=0.74),
                 " Расхождение в четыре дня объясняют ожиданием телеграммы."],
                [t("REQUEST", "По словам [speaker AZE|Расулзаде], [actor AZE|Гянджа] трижды [trigger|просила] [recipient TUR|Стамбул] о винтовках.", date=None, occurrence="repeated"),
                 " Ответа в деле нет."],
            ],
        ),
        (
            source("d03", "archive/kars-note.docx", "Note on the Kars conference", published="1921-10-20",
                   published_basis="filename", side="Soviet", publisher="People's Commissariat"),
            [
                [t("SUPPORT", "On [date|13 October 1921] [actor TUR|Ankara] and [actor AZE|Soviet Azerbaijan] [trigger|signed] the [agreement|Treaty of Kars], [consenting RUS|Moscow] attending.", date="1921-10-13", mode="treaty"),
                 " The clause on Nakhchivan was read out twice."],
                [t("mixed", "The rapporteur [speaker RUS|Ganetsky] held that the bond between [party TUR|Ankara] and [party AZE|Baku] had [trigger|grown warmer in words and colder in deeds].", date="1921")],
            ],
        ),
        (
            source("d04", "web/first-in-line.html", "First in line: 1991 and after", author="D. Ferrant",
                   published="2011-11-09", published_basis="metadata", publisher="Caspian Quarterly"),
            [
                [t("SUPPORT", "[actor TUR|Turkey] was the first state to [trigger|recognise] [recipient AZE|Azerbaijan], on [date|9 November 1991].", date="1991-11-09", mode="recognition"),
                 " ",
                 t("CONSULT", "In [date|January 1992] [actor AZE|President Mutallibov] [trigger|travelled] to [place|Ankara] and met [recipient TUR|President Özal].", date="1992-01", mode="visit"),
                 " The protocol lists four hours of talk and one of dinner."],
                [t("closer", "[cause|Shared fear of the war next door] [trigger|drew] [party TUR|Ankara] and [party AZE|Baku] [trigger|together] in those months.", date="1992"),
                 " Neither foreign ministry had a desk for the other."],
                "# 1993",
                [t("SANCTION", "[actor TUR|Ankara] [trigger|closed] its border with [against ARM|Armenia] in support of [recipient AZE|Baku].", date="1993", basis="inherited", contexts=["economic"]),
                 " ",
                 t("THREATEN", "[speaker RUS|A marshal in Moscow] said that [actor TUR|Turkey] might [trigger|be drawn into war] over [recipient AZE|Azerbaijan].", date="1993", basis="inherited", aux=["hypothetical"], confidence=0.52)],
                [t("REJECT", "[actor TUR|Ankara] did not, however, [trigger|turn down] the loan that [recipient AZE|Baku] asked for.", date="1993", basis="inherited", aux=["negation"], confidence=0.61)],
            ],
        ),
        (
            source("d05", "ru/truba.pdf", "Труба и политика", "ru", published="2007", published_basis="metadata",
                   publisher="Каспийский вестник"),
            [
                ["Переговоры шли семь лет. ",
                 t("SUPPORT", "[date|18 ноября 1999 года] в [place|Стамбуле] [actor TUR|Турция], [actor AZE|Азербайджан] и [actor GEO|Грузия] [trigger|подписали] [agreement|Istanbul pipeline accord].", date="1999-11-18", contexts=["energy"]),
                 " Подписи стояли на трёх языках."],
                [t("COOPERATE", "[actor TUR|Анкара] и [actor AZE|Баку] [trigger|ввели в строй] трубопровод в [date|мае 2005 года].", date="2005-05", contexts=["energy"])],
                [t("closer", "[speaker AZE|Министр энергетики] уверял, что [party TUR|Турция] и [party AZE|Азербайджан] [trigger|сблизились] как никогда.", date="2005")],
            ],
        ),
        (
            source("d06", "web/protocols.html", "The protocols that were not ratified", published="2012-03",
                   published_basis="text", publisher="Policy Letter", side="Turkish"),
            [
                [t("ACCUSE", "In [date|October 2009] [actor AZE|Baku] [trigger|accused] [recipient TUR|Ankara] of trading its friend for an open border, [speaker AZE|an adviser] told reporters, citing [speaker AZE|the foreign minister].", date="2009-10", contexts=["diplomatic"]),
                 " ",
                 t("SANCTION", "Days later [actor AZE|Azerbaijan] [trigger|took down] [recipient TUR|Turkish] flags at the memorial in [place|Baku].", date="2009-10~", basis="inferred", confidence=0.66)],
                [t("apart", "For a year the two capitals, [party TUR|Ankara] and [party AZE|Baku], [trigger|drifted apart], and [cause|the price of gas] was the smaller part of it.", date="2009/2010")],
                [t("AGREE", "On [date|16 August 2010] [actor TUR|President Gül] and [actor AZE|President Aliyev] [trigger|agreed] on the [agreement|Pact on Strategic Partnership and Mutual Support].", date="2010-08-16")],
                [t("CONSULT", "The two presidents, [actor TUR|Gül] and [actor AZE|Aliyev], [trigger|meet] every spring.", date="2012", basis="assumed", occurrence=None, confidence=0.55)],
            ],
        ),
        (
            source("d07", "ru/dogovor.txt", "Договор о помощи: десять лет спустя", "ru", published="2020-08-16",
                   published_basis="metadata", publisher="Обозрение Кавказа", side="Russian"),
            [
                [t("SUPPORT", "[agreement|Pact on Strategic Partnership and Mutual Support] [actor AZE|Баку] [trigger|ратифицировал] [date|21 декабря 2010 года], [recipient TUR|Анкара] ждала до марта.", date="2010-12-21"),
                 " ",
                 t("SUPPORT", "[agreement|Pact on Strategic Partnership and Mutual Support] [actor TUR|Анкара] [trigger|ратифицировала] с [recipient AZE|Баку] [date|2 марта 2011 года].", date="2011-03-02")],
                [t("COOPERATE", "Летом [date|2020 года] [actor TUR|Турция] и [actor AZE|Азербайджан] [trigger|провели] совместные учения под [place|Нахичеванью].", date="2020", contexts=["military"], mode="exercise")],
                [t("closer", "[speaker RUS|Редакция] замечает: [party AZE|Баку] [trigger|всё теснее держится] [party TUR|Анкары].", date="2020")],
            ],
        ),
        (
            source("d08", "wire/2020-09-28.txt", "Ankara pledges help", published="2020-09-28",
                   published_basis="text", publisher="Strait Wire", problems=("the last line is cut",)),
            [
                [t("AGREE", "[actor TUR|Turkey] [trigger|will give] [recipient AZE|Azerbaijan] whatever it asks for, [speaker TUR|the defence minister] said on [date|Monday].", date="2020-09-28", aux=["future"]),
                 " He did not say what had been asked."],
                [t("ACCUSE", "[speaker ARM|A spokeswoman in Yerevan], citing [speaker ARM|field reports], said [actor TUR|Turkish] aircraft had [trigger|supported] [recipient AZE|Azerbaijani] columns.", date="2020-09-28", confidence=0.7),
                 " ",
                 t("ASSAULT", "[actor TUR|Ankara] denied that its jets had [trigger|struck] anything for [recipient AZE|Baku].", date="2020-09-28", aux=["negation"], confidence=0.68)],
            ],
        ),
        (
            source("d09", "web/shusha.html", "The Shusha Declaration", published="2021-06-16", published_basis="metadata",
                   publisher="Gorge Review", side="Azerbaijani", author="N. Hale"),
            [
                [t("SUPPORT", "On [date|15 June 2021] in [place|Shusha] [actor TUR|President Erdoğan] and [actor AZE|President Aliyev] [trigger|signed] the [agreement|Shusha Declaration].", date="2021-06-15", mode="treaty"),
                 " It names an attack on one a matter for both."],
                [t("CONSULT", "[actor TUR|Erdoğan] [trigger|visited] [place|Shusha] with [recipient AZE|Aliyev] at his side.", date="2021-06-15", mode="visit"),
                 " ",
                 t("AGREE", "[actor TUR|Ankara] promised to [trigger|open] a consulate there for [recipient AZE|Azerbaijan].", date="2021-06", basis="inherited", aux=["future"])],
                [t("closer", "“We are [trigger|one nation in two states]”, [speaker TUR|Erdoğan] said of [party TUR|Turkey] and [party AZE|Azerbaijan].", date="2021-06-15")],
            ],
        ),
        (
            source("d10", "ru/shusha-2.txt", "Шуша глазами соседей", "ru", published="2021-07", published_basis="text",
                   publisher="Южный обозреватель", side="Russian"),
            [
                [t("SUPPORT", "[agreement|Shusha Declaration] [actor TUR|Эрдоган] и [actor AZE|Алиев] [trigger|подписали] [date|16 июня 2021 года] — так пишет одно агентство.", date="2021-06-16", mode="treaty", confidence=0.71)],
                [t("CONSULT", "[mediator RUS|Москва] [trigger|свела] за одним столом [actor AZE|Баку] и [actor TUR|Анкару] в [date|2022 году].", date="2022")],
            ],
        ),
        (
            source("d11", "wire/quake.txt", "Rescuers from Baku", published="2023-02-07", published_basis="text",
                   publisher="Strait Wire"),
            [
                [t("AID", "[actor AZE|Azerbaijan] [trigger|sent] 420 rescuers to [recipient TUR|Turkey] after the quake of [date|6 February 2023] 🚒.", date="2023-02-06", counts={"size": 420}, contexts=["humanitarian"]),
                 " Doctors followed in two flights."],
                [t("AID", "[actor AZE|Baku] [trigger|gave] tents for [recipient TUR|Hatay]; İzmir and Iğdır lent lorries.", date="2023-02-07")],
            ],
        ),
        (
            source("d12", "wire/silent.txt", "Weather over the strait", published="2016-01-02", published_basis="text",
                   publisher="Strait Wire"),
            ["Nothing here concerns the two."],
        ),
    ]  # fmt: skip
    return gather(
        parts,
        entities=ENTITIES,
        study="caucasus",
        notes=(
            "Coded with the rules of version 0.1.0, codebook plover-1.3.",
            "No systematic source covers these years, so no cell of this dossier is a true zero.",
        ),
    )


@pytest.fixture(scope="session")
def data() -> DossierData:
    """Return the invented study."""
    return example()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium once, or skip and say why."""
    place = shutil.which("chromium")
    if place is None:
        pytest.skip("no Chromium: install Debian's package chromium to run the tests in a real browser")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=place,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        )
        yield running
        running.close()


@pytest.fixture(scope="session")
def composer() -> Callable[..., DossierData]:
    """Return the function that makes a dossier from marked sentences."""
    return gather


@pytest.fixture(scope="session")
def page_file(data: DossierData, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the invented study's dossier, built once."""
    from dragoman.dossier import build

    return build(data, tmp_path_factory.mktemp("dossier") / "dossier.html")
