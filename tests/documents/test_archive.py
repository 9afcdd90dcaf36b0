"""References to archives in their usual forms."""

from __future__ import annotations

import pytest

from dragoman.documents import read_text
from dragoman.documents.archive import archive_cites, find_archive_cites


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ГАРФ. Ф. 970. Оп. 1. Д. 5. Л. 12–13 об.", ("ГАРФ", "970", "1", "5", "12–13 об.")),
        ("ГИААР, ф. 970, оп. 1, д. 5, л. 12.", ("ГИААР", "970", "1", "5", "12")),
        ("ЦДАВО України, ф. 3696, оп. 1, спр. 12, арк. 5 зв.", ("ЦДАВО України", "3696", "1", "12", "5 зв.")),
        ("AVP RF, fond 132, opis 2, delo 5, list 14", ("AVP RF", "132", "2", "5", "14")),
        ("TNA, FO 371/4962, f. 23", ("TNA", "FO 371", None, "4962", "23")),
        ("The National Archives, CAB 24/107", ("The National Archives", "CAB 24", None, "107", None)),
        ("BOA, HR.SYS. 2398/4", ("BOA", "HR.SYS", None, "2398", "4")),
        ("BOA. HR. SYS., 2398/4", ("BOA", "HR. SYS", None, "2398", "4")),
        ("BOA, DH.ŞFR, 543/21", ("BOA", "DH.ŞFR", None, "543", "21")),
        ("BCA, 030.10.248.673.4", ("BCA", None, None, "030.10.248.673.4", None)),
        ("ARDA, fond 970, siyahı 1, iş 5, vərəq 12", ("ARDA", "970", "1", "5", "12")),
    ],
)
def test_forms(text: str, expected: tuple[str | None, ...]) -> None:
    """Archive, fond, inventory, file and folio are told apart, and the span holds the signature."""
    (found,) = find_archive_cites(f"As before: {text} The rest.")
    assert (found.archive, found.fond, found.opis, found.file, found.folio) == expected
    assert text.rstrip(".").startswith(
        f"As before: {text}"[found.start :][: found.stop - found.start].rstrip(".")
    )


@pytest.mark.parametrize(
    "text",
    [
        "F. 5 on the plate",
        "The FO said 371 men left.",
        "д. 5, кв. 12",
        "A. 5/3 is a road",
        "fund 5 gave money",
    ],
)
def test_what_is_no_archive(text: str) -> None:
    """Houses, funds, roads and plates are no archives."""
    assert find_archive_cites(text) == []


def test_several_in_one_note() -> None:
    """Each signature has the archive that was named for it, or none."""
    doc = read_text(
        "1. ГАРФ. Ф. 1318. Оп. 1. Д. 639. Л. 5; ф. 130, оп. 4, д. 496; РГАСПИ. Ф. 5. Оп. 1. Д. 2796."
    )
    assert [(one.archive, one.fond) for one in archive_cites(doc)] == [
        ("ГАРФ", "1318"), (None, "130"), ("РГАСПИ", "5"),
    ]  # fmt: skip
