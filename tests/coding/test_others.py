"""Who consents, mediates or gains stands among the others, with the role."""

from __future__ import annotations

import pytest

from dragoman.coding.rules import RuleCoder
from dragoman.documents import read_text

CASES = [
    ("ru", "При молчаливом согласии Турции Россия заняла Батум.", ("consenting", "TUR")),
    ("ru", "С разрешения Ирана Россия перебросила войска в Сирию.", ("consenting", "IRN")),
    ("ru", "При посредничестве Катара Россия и Украина обменялись пленными.", ("mediator", "QAT")),
    ("uk", "За згодою Туреччини Україна направила корабель до Сирії.", ("consenting", "TUR")),
    ("en", "Russia invaded Georgia with the consent of Turkey.", ("consenting", "TUR")),
]


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_roles(language: str, text: str, expected: tuple[str, str]) -> None:
    """The part is coded with its role and is neither actor nor recipient."""
    report = RuleCoder().code(read_text(text, id="case", language=language)).reports[0]
    assert [(p.role, p.code) for p in report.others] == [expected]
    assert expected[1] not in {p.code for p in (*report.actor, *report.recipient)}
    assert all(text[p.start : p.stop] == p.text for p in report.others)


def test_nobody_else() -> None:
    """Where nobody has a further part there are no others."""
    report = RuleCoder().code(read_text("Россия заняла Батум.", id="case", language="ru")).reports[0]
    assert report.others == ()
