"""Files as they come: mangled, cut, joined, in other encodings; nothing is lost in silence."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import polars as pl
import pytest

from dragoman.datasets import Imported, Reader, lines, read
from dragoman.model.errors import InputError


def gdelt_line(
    number: int, *, code: str = "040", root: str | None = None, name: str = "TURKEY", width: int = 61
) -> str:
    """Return one event of GDELT, Turkey to Azerbaijan."""
    cells = [""] * width
    cells[0], cells[1] = str(number), "20151027"
    cells[5:8] = ["TURGOV", name, "TUR"]
    cells[15:18] = ["AZE", "AZERBAIJAN", "AZE"]
    cells[25:31] = ["1", code, code[:3], root or code[:2], "1", "1.0"]
    cells[33] = "5"
    cells[-2:] = ["20151027", "http://example.org"] if width != 57 else ["", "20151027"]
    return "\t".join(cells)


def write(path: Path, *rows: str) -> Path:
    """Write lines as bytes, so that no line end is changed."""
    path.write_bytes(("\n".join(rows) + "\n").encode())
    return path


def sums(found: Imported) -> tuple[int, int, int]:
    """Return rows, taken and refused, and check that they add up."""
    summary = found.summary
    assert summary.rows == summary.kept + summary.refused
    assert found.refused["rows"].sum() == summary.refused
    return summary.rows, summary.kept, summary.refused


def test_illegal_and_shortened_codes_are_refused(tmp_path: Path) -> None:
    """13y is refused by row; a code without its leading zero is refused and the reason named."""
    path = write(tmp_path / "a.csv", gdelt_line(1), gdelt_line(2, code="13y"), gdelt_line(3, code="40"),
                 gdelt_line(4, code="10", root="1"))  # fmt: skip
    found = read(path, "gdelt")
    assert sums(found) == (4, 1, 3)
    rows = {row["line"]: row for row in found.refused.iter_rows(named=True)}
    assert "CAMEO has no code 13y" in rows[2]["what"]
    assert "it has 040" in rows[3]["what"]
    assert "leading zero" in rows[3]["cause"]
    # 10 is a legal code (DEMAND) of its own; only its root betrays that it was 010.
    assert "does not lie under EventRootCode 1" in rows[4]["what"]
    assert "leading zero" in rows[4]["cause"]


def test_every_kind_of_broken_line(tmp_path: Path) -> None:
    """Semicolons, wrong width, stray tabs, Latin-1, NUL, an added header and a cut end: each is named."""
    good = gdelt_line(1)
    path = tmp_path / "b.csv"
    path.write_bytes(
        b"\n".join([
            good.encode(),
            gdelt_line(2).replace("\t", ";").encode(),
            gdelt_line(3).encode().replace(b"TURKEY", b"T\xfcrkiye"),
            gdelt_line(4, name="TUR\tKEY").encode(),
            b"\t".join([b"GLOBALEVENTID", b"SQLDATE", *[b"x"] * 59]),
            gdelt_line(5, name="TUR\0KEY").encode(),
            b"",
            gdelt_line(6).replace("20151027", "27/10/2015", 1).encode(),
            gdelt_line(7)[:40].encode(),
        ])
    )  # fmt: skip
    found = read(path, "gdelt")
    assert sums(found) == (8, 1, 7)
    causes = dict(found.refused.select("line", "cause").iter_rows())
    whats = dict(found.refused.select("line", "what").iter_rows())
    assert "spreadsheet" in causes[2]
    assert ("0xfc" in whats[3], "cp1252" in causes[3]) == (True, True)
    assert "stray tab" in causes[4]
    assert whats[5] == "a header line"
    assert "NUL" in whats[6]
    assert "27/10/2015 is no date" in whats[8]
    assert "cut off" in causes[9]


def test_named_encoding_is_used(tmp_path: Path) -> None:
    """A Latin-1 file is read as such once the user says so."""
    path = tmp_path / "c.csv"
    path.write_bytes(gdelt_line(1).encode().replace(b"TURKEY", b"T\xfcrkiye") + b"\n")
    found = read(path, "gdelt", encoding="cp1252")
    assert sums(found) == (1, 1, 0)
    assert found.frame["actor"].item() == "Türkiye [TURGOV]"
    with pytest.raises(InputError, match="no encoding"):
        read(path, "gdelt", encoding="klingon")
    with pytest.raises(InputError, match="save the file as UTF-8"):
        read(path, "gdelt", encoding="utf-16")
    # Windows-1252 has no byte 0x81: that line is refused, not patched.
    path.write_bytes(
        gdelt_line(1).encode() + b"\n" + gdelt_line(2).encode().replace(b"TURKEY", b"\x81") + b"\n"
    )
    found = read(path, "gdelt", encoding="cp1252")
    assert sums(found) == (2, 1, 1)
    assert found.refused.select("line", "what").row(0) == (2, "the line is not cp1252")


def test_copies_are_marked_and_counted(tmp_path: Path) -> None:
    """Exact copies, within a file and across files, are kept, flagged and have ids of their own."""
    write(tmp_path / "a.csv", gdelt_line(1), gdelt_line(2), gdelt_line(1))
    write(tmp_path / "b.csv", gdelt_line(2), gdelt_line(3), gdelt_line(1))
    found = read(tmp_path, "gdelt")
    assert sums(found) == (6, 6, 0)
    assert found.summary.duplicates == 3
    assert found.frame["duplicate"].to_list() == [False, False, True, True, False, True]
    assert found.frame["id"].n_unique() == 6


def test_copies_across_blocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks of a few lines give the same rows as one block, copies included."""
    rows = [gdelt_line(n % 37) for n in range(200)]
    path = write(tmp_path / "a.csv", *rows)
    whole = read(path, "gdelt")
    cut = lines.blocks
    monkeypatch.setattr("dragoman.datasets.rows.blocks", lambda file: cut(file, size=700))
    parts = read(path, "gdelt")
    assert parts.summary.duplicates == whole.summary.duplicates == 163
    assert parts.frame.equals(whole.frame)


def test_packed_files_are_the_same(tmp_path: Path) -> None:
    """Plain, gzip and zip give the same rows; a folder gives all of them in order of name."""
    rows = [gdelt_line(1), gdelt_line(2)]
    text = "\n".join(rows) + "\n"
    write(tmp_path / "1.export.CSV", *rows)
    with gzip.open(tmp_path / "2.csv.gz", "wb") as file:
        file.write(text.encode())
    with zipfile.ZipFile(tmp_path / "3.export.CSV.zip", "w") as archive:
        archive.writestr("20151027.export.CSV", text)
    (tmp_path / "notes.md").write_text("not a table")
    found = read(tmp_path, "gdelt")
    assert sums(found) == (6, 6, 0)
    assert [Path(f.name).name for f in found.summary.files] == [
        "1.export.CSV", "2.csv.gz", "3.export.CSV.zip!20151027.export.CSV"
    ]  # fmt: skip
    assert found.frame["duplicate"].sum() == 4


def test_cut_archives_keep_what_stands_before(tmp_path: Path) -> None:
    """A gzip file that ends early gives its rows up to there and a problem; a cut zip file a problem."""
    packed = gzip.compress("".join(gdelt_line(n) + "\n" for n in range(20_000)).encode())
    (tmp_path / "a.csv.gz").write_bytes(packed[: len(packed) // 2])
    (tmp_path / "b.zip").write_bytes(b"PK\x03\x04 cut")
    (tmp_path / "c.csv").write_bytes(b"PK\x03\x04 a workbook")
    write(tmp_path / "d.csv", gdelt_line(1))
    found = read(tmp_path, "gdelt")
    assert len(found.summary.problems) == 3
    assert found.summary.rows == found.summary.kept + found.summary.refused
    assert found.summary.files[-1].kept == 1


def test_mixed_widths_and_line_ends(tmp_path: Path) -> None:
    """57, 58 and 61 columns may stand in one folder, with Windows line ends, too."""
    rows = "\r\n".join([gdelt_line(1, width=57), gdelt_line(2, width=58), gdelt_line(3)]) + "\r\n"
    (tmp_path / "a.csv").write_bytes(rows.encode())
    found = read(tmp_path / "a.csv", "gdelt")
    assert sums(found) == (3, 3, 0)
    assert found.frame["source_version"].to_list() == ["1.0", "1.0", "2.0"]
    assert found.frame["url"].to_list() == [None, "http://example.org", "http://example.org"]


ICEWS = ["Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text",
         "CAMEO Code", "Intensity", "Target Name", "Target Sectors", "Target Country"]  # fmt: skip


def icews(number: int, text: str = "Make a visit", code: str = "042", day: str = "2017-05-01") -> str:
    """Return one event of ICEWS."""
    return "\t".join(
        [str(number), day, "Aliyev", "Government", "Azerbaijan", text, code, "1.9", "Turkey", "", "Turkey"]
    )


def test_icews_lost_zero_beside_its_text(tmp_path: Path) -> None:
    """14 is a legal code (PROTEST), but beside the text of 014 it has lost its zero, and is refused."""
    path = write(tmp_path / "a.tab", "\t".join(ICEWS), icews(1), icews(2, "Consider policy option", "14"),
                 icews(3, "Demonstrate or rally", "141"), "\t".join(ICEWS))  # fmt: skip
    found = read(path, "icews")
    assert sums(found) == (4, 2, 2)
    assert found.refused["line"].to_list() == [3, 5]
    assert "text whose code is 014" in found.refused["what"][0]
    assert "header stands here again" in found.refused["what"][1]


def test_order_of_day_and_month_is_not_guessed(tmp_path: Path) -> None:
    """Dates with slashes are read where some day is above 12, and refused where none is."""
    told = write(tmp_path / "a.tab", "\t".join(ICEWS), icews(1, day="1/2/2017"), icews(2, day="1/31/2017"))
    dark = write(tmp_path / "b.tab", "\t".join(ICEWS), icews(3, day="1/2/2017"))
    found = read([told, dark], "icews")
    assert sums(found) == (3, 2, 1)
    assert found.frame["date"].to_list() == ["2017-01-02", "2017-01-31"]
    assert "day or month first" in found.refused["what"].item()


def test_event_text_nobody_knows(tmp_path: Path) -> None:
    """Without the code's column, a text that is no CAMEO label gives a row without class, and a note."""
    at = ICEWS.index("CAMEO Code")

    def less(line: str) -> str:
        cells = line.split("\t")
        return "\t".join(cells[:at] + cells[at + 1 :])

    path = write(tmp_path / "a.tab", less("\t".join(ICEWS)), less(icews(1)), less(icews(2, "Sing together")))
    found = read(path, "icews")
    assert sums(found) == (2, 2, 0)
    assert found.frame["event"].to_list() == ["CONSULT", None]
    assert list(found.summary.notes.values()) == [1]


def polecat(number: int, event: str = "CONSULT") -> list[str]:
    """Return the cells of one event of POLECAT."""
    from dragoman.datasets import datasets

    row = dict.fromkeys(datasets()["polecat"].layout, "")
    row |= {"Event ID": f"20{number}", "Event Date": "2023-01-05", "Event Type": event, "Event Mode": "visit",
            "Intensity": "2.1", "Contexts": "military; diplomatic", "Actor Country": "TUR; AZE",
            "Recipient Country": "None", "Version": "v1.2", "Actor Name": "Turkey; Azerbaijan"}  # fmt: skip
    return list(row.values())


def test_polecat_headers(tmp_path: Path) -> None:
    """Too many names, empty columns behind and stray tabs: rows are read by the known layout or refused."""
    from dragoman.datasets import datasets

    header = list(datasets()["polecat"].layout)
    wide = [*header[:3], "Headline", *header[3:]]
    write(tmp_path / "1.txt", "\t".join(header), "\t".join(polecat(1)), "\t".join(polecat(2, "SING")))
    write(tmp_path / "2.txt", "\t".join(wide), "\t".join(polecat(3)))
    write(tmp_path / "3.txt", "\t".join([*header, "", ""]), "\t".join([*polecat(4), "", ""]),
          "\t".join(polecat(5)), "\t".join([*polecat(6), "", "x"]), "\t".join(["", *polecat(7)]))  # fmt: skip
    write(tmp_path / "4.txt", "nothing\tof\tthe\tkind", "a\tb\tc\td", "e\tf\tg\th")
    found = read(tmp_path, "polecat")
    assert sums(found) == (9, 4, 5)
    assert found.frame["source_id"].to_list() == ["201", "203", "204", "205"]
    row = found.frame.row(0, named=True)
    assert (row["event"], row["actor_codes"], row["recipient_codes"]) == ("CONSULT", ["AZE", "TUR"], [])
    assert (row["contexts"], row["scale"], row["source_version"]) == (
        ["diplomatic", "military"],
        "plover",
        "v1.2",
    )
    assert found.refused.filter(pl.col("file").str.ends_with("4.txt"))["rows"].to_list() == [2]


def test_quoted_records(tmp_path: Path) -> None:
    """A record over two lines is one row; an open quotation mark costs one row, not the rest."""
    header = "dispnum,ccode1,ccode2,year,namea"
    write(tmp_path / "a.csv", header, '1,640,371,1992,"Turkey,\nRepublic of"', '2,640,371,1993,"Turkey',
          "3,640,371,1994,Turkey", "4,640,371,1995", "", "5,640,371,x,Turkey", header)  # fmt: skip
    found = read(tmp_path / "a.csv", "cow-mid")
    assert sums(found) == (6, 2, 4)
    assert found.frame["side_a"].to_list() == [["Turkey,\nRepublic of"], ["Turkey"]]
    assert dict(found.refused.select("line", "what").iter_rows()) == {
        4: "a quotation mark is not closed", 6: "4 cells, 5 are expected", 8: "x is no year",
        9: "the header stands here again",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", (1, 0, 1)),
        (b"dispnum,ccode1,ccode2,year", (0, 0, 0)),
        (b"\xef\xbb\xbfdispnum,ccode1,ccode2,year\r\n1,640,371,1992\r\n\r\n", (1, 1, 0)),
        ("dispnum,ccode1,ccode2,year\n1,640,371,1992\n".encode("utf-16"), (2, 0, 2)),
        (b"dispnum,ccode1,ccode2,year\r1,640,371,1992\r", (1, 0, 1)),
        (b"dispnum,ccode1,ccode2,year,\xfc\n1,640,371,1992,\n2,640,371,1993,\n", (3, 2, 1)),
        (b'dispnum,ccode1,ccode2,year\n"' + b"x" * 200_000 + b'",640,371,1992\n3,640,371,1992\n', (2, 1, 1)),
        (bytes(range(256)) * 20, (20, 0, 20)),
        (b'dispnum,ccode1,ccode2,year\n"' + b"1,640,371,1992\n" * 900, (900, 899, 1)),
    ],
)
def test_odd_files(tmp_path: Path, data: bytes, expected: tuple[int, int, int]) -> None:
    """Empty, headed only, marked, UTF-16, old line ends, huge cells, no text: rows always add up."""
    (tmp_path / "a.csv").write_bytes(data)
    found = read(tmp_path / "a.csv", "cow-mid")
    assert sums(found) == expected
    assert found.refused.is_empty() or min(map(len, found.refused["cause"])) > 20


def test_wrong_dataset_is_refused_whole(tmp_path: Path) -> None:
    """A file of another kind, or saved with semicolons, is refused with the number of its rows."""
    path = write(tmp_path / "a.csv", "dispnum;ccode1;ccode2;year", "1;640;371;1992", "2;640;371;1993")
    found = read(path, "cow-mid")
    assert sums(found) == (2, 0, 2)
    assert "spreadsheet" in found.refused["cause"].item()


def test_cow_alliances_are_not_read(tmp_path: Path) -> None:
    """The alliance data of Correlates of War are named and left alone, by name and by header."""
    header = "version4id,ccode1,state_name1,ccode2,state_name2,defense,neutrality,nonaggression,entente"
    path = write(tmp_path / "alliance_v4.1_by_dyad.csv", header, "1,200,UK,235,Portugal,1,0,1,0")
    with pytest.raises(InputError, match="ATOP"):
        read(path, "cow-alliances")
    with pytest.raises(InputError, match="owner asked"):
        read(path, "atop")
    with pytest.raises(InputError, match="There are: gdelt"):
        read(path, "phoenix")
    with pytest.raises(InputError, match="no file or folder"):
        read(tmp_path / "absent", "gdelt")


def test_votes_need_their_dates(tmp_path: Path) -> None:
    """Votes without roll calls are not read: a name means somebody on a date only."""
    write(tmp_path / "un_votes.csv", "rcid,country,country_code,vote", "3,Turkey,TR,yes", "4,Turkey,TR,maybe",
          "9,Turkey,TR,no")  # fmt: skip
    with pytest.raises(InputError, match="roll calls"):
        read(tmp_path, "un-votes")
    write(
        tmp_path / "un_roll_calls.csv",
        "rcid,session,date,unres,short",
        "3,1,1946-01-01,R/1,X",
        "4,1,1946-01-02,R/2,Y",
    )
    write(tmp_path / "un_roll_call_issues.csv", "rcid,short_name,issue", "3,me,Palestinian conflict")
    found = read(tmp_path, "un-votes")
    assert sums(found) == (3, 1, 2)
    row = found.frame.row(0, named=True)
    assert (row["code"], row["topics"], row["resolution"]) == ("TUR", ["Palestinian conflict"], "R/1")


def test_many_refusals_are_counted_not_listed(tmp_path: Path) -> None:
    """Beyond a thousand refusals of a kind only their number is kept."""
    path = write(tmp_path / "a.csv", *(gdelt_line(n, code="13y") for n in range(1_500)), gdelt_line(9_999))
    found = read(path, "gdelt")
    assert sums(found) == (1_501, 1, 1_500)
    assert len(found.refused) == 1_001


def test_parts_of_a_large_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is handed on part by part; only the last part says that the file is through."""
    cut = lines.blocks
    monkeypatch.setattr("dragoman.datasets.rows.blocks", lambda file: cut(file, size=4_000))
    path = write(tmp_path / "a.csv", *(gdelt_line(n) for n in range(100)))
    reader = Reader("gdelt")
    parts = list(reader.parts(reader.sources([path])))
    assert len(parts) > 3
    assert [part.last for part in parts] == [False] * (len(parts) - 1) + [True]
    assert sum(len(part.frame) for part in parts) == 100


@pytest.mark.reference
def test_what_stands_before_a_cut_is_read(shared: Path, tmp_path: Path) -> None:
    """A gzip file without its last bytes gives its whole lines, and the early end is named."""
    lines = (shared / "reference" / "gdelt2_export_20151027.tsv").read_bytes()
    whole = gzip.compress(lines, mtime=0)
    (tmp_path / "whole.tsv.gz").write_bytes(whole + whole)
    twice = read(tmp_path / "whole.tsv.gz", "gdelt")
    assert (twice.summary.rows, twice.summary.kept, twice.summary.duplicates) == (4232, 4232, 2116)
    (tmp_path / "cut.tsv.gz").write_bytes(whole[: len(whole) * 2 // 3])
    cut = read(tmp_path / "cut.tsv.gz", "gdelt")
    assert 1000 < cut.summary.rows < 2116
    assert cut.summary.rows == cut.summary.kept
    assert "ends early" in cut.summary.problems[0]


@pytest.mark.reference
def test_a_last_line_without_end_is_named(shared: Path, tmp_path: Path) -> None:
    """A file cut inside of its last cell has as many cells as ever; the missing line end is noted."""
    lines = (shared / "reference" / "gdelt2_export_20151027.tsv").read_bytes().splitlines(keepends=True)[:20]
    for name, data in (("whole", b"".join(lines)), ("cut", b"".join(lines)[:-20])):
        (tmp_path / f"{name}.tsv").write_bytes(data)
    assert not any("line end" in note for note in read(tmp_path / "whole.tsv", "gdelt").summary.notes)
    cut = read(tmp_path / "cut.tsv", "gdelt").summary
    assert cut.kept == 20
    assert any("line end" in note for note in cut.notes)


def test_an_empty_file_is_named_beside_a_damaged_one(tmp_path: Path) -> None:
    """That one file is cut off does not silence the note about another that has no row."""
    whole = gzip.compress(gdelt_line(1).encode() * 50)
    (tmp_path / "a.export.CSV.gz").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "b.export.CSV").write_bytes(b"")
    found = read([tmp_path / "a.export.CSV.gz", tmp_path / "b.export.CSV"], "gdelt")
    assert len(found.summary.problems) == 1
    assert found.summary.notes["files without any row"] == 1
