"""What private people, companies and teams do is no event; what concerns states and organised groups is."""

from __future__ import annotations

import pytest

from dragoman.coding.rules import RuleCoder
from dragoman.documents import read_text

_POLITICAL = [
    "The mayor criticised the opposition leader.",
    "Police arrested a student.",
    "Police turned water cannon on the crowd.",
    "A man killed 20 villagers.",
    "The widow sued the defence ministry.",
    "The mayor prohibited the pride march.",
    "Protests against President Kabila spread.",
    "Fans chanted slogans against the king.",
    "Two Swiss climbers were arrested in Nepal.",
    "Students protested in the capital of Chad.",
    "Chadian doctors treated the wounded in Sudan.",
    "The Swiss delegation praised the mayor.",
]
_PRIVATE = [
    "The Swiss actress praised her husband.",
    "A man was arrested after a quarrel in Leeds.",
    "France received ninety million tourists.",
    "The Japanese carmaker denied the reports.",
    "The committee awarded the team a grant.",
    "The farmer refused to sell his field.",
]


def _events(text: str) -> list[str]:
    return [report.event for report in RuleCoder().code(read_text(text, language="en")).reports]


@pytest.mark.parametrize("text", _POLITICAL)
def test_political(text: str) -> None:
    """An organ of a state, an organised group or people of two countries make a report."""
    assert RuleCoder().code(read_text(text, language="en")).reports


@pytest.mark.parametrize("text", _PRIVATE)
def test_private(text: str) -> None:
    """Private persons, companies and things among themselves make none, whatever country they are from."""
    assert not RuleCoder().code(read_text(text, language="en")).reports


_ORGANISED = [
    "Thousands marched in Minsk against the government.",
    "The two governments agreed on a truce.",
    "The Omani foreign minister visited a factory in Kenya.",
    "A policeman was shot by militants in Quetta.",
    "Ruritanian soldiers shot a student in Chad.",
    "The Omani judge was rescued by Swiss soldiers.",
    "The finance ministers of Chad and Niger met.",
    "The rebels, who had shelled Sudanese troops, thanked Qatar.",
]
_UNORGANISED = [
    "Local officials warned residents of more rain.",
    "The inspector reminded the shopkeepers of the rules.",
    "The Omani foreign minister visited a factory in Muscat.",
    "Kolkata Knight Riders have signed a deal with Los Angeles Galaxy.",
    "The candidates held their last rallies before the election.",
    "The police arrested a burglar after a chase.",
    "A Texas policeman was shot dead on Monday.",
    "An Ohio man died in a shooting at a car park.",
    "The Omani judge was hospitalised.",
    "The Swiss parliament met on Monday.",
]


@pytest.mark.parametrize("text", _ORGANISED)
def test_organised(text: str) -> None:
    """Force by somebody organised, help that somebody gives and a meeting of two sides are reports."""
    assert RuleCoder().code(read_text(text, language="en")).reports


@pytest.mark.parametrize("text", _UNORGANISED)
def test_unorganised(text: str) -> None:
    """A shooting without anybody organised behind it, or people of one body among themselves, make none."""
    assert not RuleCoder().code(read_text(text, language="en")).reports


def test_background() -> None:
    """A relative clause that only describes somebody is not told beside the main clause; a dated one is."""
    coder = RuleCoder()
    described = "The rebels, who had shelled Sudanese troops, thanked Qatar."
    dated = "The rebels, who shelled Sudanese troops on 3 May 2019, thanked Qatar."
    assert [r.event for r in coder.code(read_text(described, language="en")).reports] == ["SUPPORT"]
    assert len(coder.code(read_text(dated, language="en")).reports) == 2


_OFFICES = [
    ("The Kent County commissioners held a hearing.", []),
    ("The minister warned that prices could rise.", []),
    ("The strikes killed twelve soldiers.", ["ASSAULT"]),
    ("The governor vetoed a bill on wages.", ["REJECT"]),
    ("Officials issued a statement on the roadworks.", []),
    ("Two policemen died in a grenade attack.", ["ASSAULT"]),
    ("Fighting broke out between rival militias.", ["ASSAULT"]),
]


@pytest.mark.parametrize(("text", "events"), _OFFICES)
def test_offices(text: str, events: list[str]) -> None:
    """Those who govern act without a name, lower offices do not; armed groups need none."""
    assert _events(text) == events


_AT_HOME = [
    ("Prosecutors in Turin are looking into the accounts of a shipyard.", []),
    ("Lawmakers in Ohio approved a bill on school buses.", []),
    ("The town council rejected a plan for a new car park.", []),
    ("Customs officers seized a cargo of shoes.", []),
    ("The mayor urged people to stay indoors.", []),
    ("Health officials in Ohio warned residents of mosquitoes.", []),
    ("The Treasury Department imposed sanctions on two Chadian companies.", ["SANCTION"]),
    ("Prosecutors in Turin accused the opposition leader of fraud.", ["ACCUSE"]),
    ("Officials in Muscat rejected the offer.", ["REJECT"]),
    ("The government of Nepal lifted the curfew.", ["CONCEDE"]),
]


@pytest.mark.parametrize(("text", "events"), _AT_HOME)
def test_home_affairs(text: str, events: list[str]) -> None:
    """What offices do at home is told only where somebody in politics or another country is concerned."""
    assert _events(text) == events


_SUBJECTS = [
    ("Ghana will meet Uruguay in the last match of the group, seeking revenge.", []),
    ("Brazil beat Croatia after the goalkeeper attacked the referee.", []),
    ("Valencia rejected a bid for the French winger.", []),
    ("The Omani foreign minister met the Qatari emir before the match.", ["CONSULT"]),
    ("In the film, Chadian rebels attack a town in Sudan.", []),
    ("The novel follows a nurse who helps Sudanese refugees in Chad.", []),
    ("The film was banned by the Omani government.", ["COERCE"]),
    ("Stocks rose on hopes that Oman and Qatar would sign a trade deal.", []),
    ("The singer arrived in Muscat on Friday.", []),
]


@pytest.mark.parametrize(("text", "events"), _SUBJECTS)
def test_subjects(text: str, events: list[str]) -> None:
    """Matches, films and hopes are no politics, whoever's name stands in them."""
    found = RuleCoder().code(read_text(text, language="en")).reports
    assert [r.event for r in found if "hypothetical" not in r.aux] == events


_MORE = [
    ("President Macron met French lawmakers on Monday.", []),
    ("The Omani foreign minister met his counterpart on Monday.", ["CONSULT"]),
    ("The Chadian president met the opposition leader.", ["CONSULT"]),
    ("A small town in Ohio is fighting to keep its school open.", []),
    ("The Omani emir sent a message of congratulation to Qatar's new prime minister.", ["SUPPORT"]),
    ("Firefighters in Chad rescued a dog.", []),
    ("Ohio's governor signed a law on driving licences.", []),
    ("The Swiss supreme court declined to hear an appeal by a banker.", []),
    ("Omani prosecutors charged an engineer with fraud.", []),
    ("The delegates elected a new chairman.", []),
    ("Bexley will invest in Poland.", []),
    ("Poland will invest in Ghana.", ["AGREE"]),
    ("Police in Chad arrested a man after two shops were robbed in a burglary.", []),
    ("Two Danes were arrested by Omani police for possession of cocaine.", []),
    ("Police in Chad arrested an opposition leader.", ["COERCE"]),
    ("Omani officials said they were investigating an outbreak of measles.", []),
    ("Omani police opened an inquiry into crimes by Chadian soldiers.", ["ACCUSE"]),
]


@pytest.mark.parametrize(("text", "events"), _MORE)
def test_meetings_at_home(text: str, events: list[str]) -> None:
    """People of one country who meet in office are among themselves; the opposition is another side."""
    assert _events(text) == events


_EVERYDAY = [
    ("Nine miners were killed when a shaft flooded in Zambia.", []),
    ("An explosion at a paper mill injured six workers.", []),
    ("Nine miners were killed when rebels fired a rocket at the refinery.", ["ASSAULT", "ASSAULT"]),
    ("A man attacked a waiter in a café in Dublin.", []),
    ("A man with a grenade attacked a soldier in Dublin.", ["ASSAULT"]),
    ("Workers at the shipyard rejected an offer from the company.", []),
    ("The singer was forced to leave the stage.", []),
    ("The president signed a law on fishing.", []),
    ("The priest asked parishioners to pray for rain.", []),
    ("The priest asked the government to free the bishop.", ["REQUEST"]),
]


@pytest.mark.parametrize(("text", "events"), _EVERYDAY)
def test_everyday(text: str, events: list[str]) -> None:
    """Accidents, brawls, pay, domestic laws, words to private people: told with somebody in politics only."""
    assert _events(text) == events


_TARGETS = [
    "Spanish police seized ballot boxes from a school.",
    "The police broke up a march by pensioners.",
    "Officers in Baku searched the offices of the opposition party.",
    "The police in Minsk seized the leaflets of the strikers.",
]


@pytest.mark.parametrize("text", _TARGETS)
def test_targets(text: str) -> None:
    """What offices at home do to ballots, parties and marches is told."""
    reports = RuleCoder().code(read_text(text, language="en")).reports
    assert "COERCE" in {report.event for report in reports}
