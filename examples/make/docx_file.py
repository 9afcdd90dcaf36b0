"""How examples/caucasus/06-contracts-and-pipelines.docx was made (python examples/make/docx_file.py).

The DOCX is committed; run this again only when the text changes.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from docx import Document

TARGET = Path(__file__).parents[1] / "caucasus" / "06-contracts-and-pipelines.docx"

# (style, text); "note" lines stand at the end under their heading, as in many manuscripts.
TEXT = (
    ("Title", "Contracts and pipelines, 1994 to 2006"),
    (
        "Normal",
        "An illustration written for Dragoman; numbers in square brackets point to the notes at the end.",
    ),
    ("Heading 1", "The ceasefire of May 1994"),
    (
        "Normal",
        "Russia mediated between Armenia and Azerbaijan in the spring of 1994. In Bishkek the heads of the "
        "parliaments signed a protocol on 5 May 1994, and the ceasefire that followed has been observed, "
        "with many breaches, since 12 May 1994 [1]. President Heydar Aliyev refused to let Russian "
        "peacekeepers into the country.",
    ),
    ("Heading 1", "The Contract of the Century, 20 September 1994"),
    (
        "Normal",
        "Four months later Azerbaijan signed a contract with ten foreign companies on three oil fields in "
        "the Caspian [2]. Russia was split: LUKoil had taken a share of ten per cent, while the foreign "
        "ministry in Moscow protested to London that the Caspian could not be divided without its consent. "
        "Iran was to receive a share too; the United States objected, and in April 1995 Baku excluded the "
        "Iranian company from the consortium.",
    ),
    ("Heading 1", "The road to Ceyhan"),
    (
        "Normal",
        "On 18 November 1999 the presidents of Azerbaijan, Georgia and Turkey signed an agreement on an oil "
        "pipeline from Baku to Ceyhan at a summit in Istanbul. President Clinton, who had pressed for the "
        "route, signed as a witness. The three states started the construction of the pipeline on "
        "18 September 2002. What each of them gained:",
    ),
    ("List Bullet", "Azerbaijan: a way to the sea that crosses neither Russia nor Iran;"),
    ("List Bullet", "Georgia: fees for the transit and a tie to the West;"),
    ("List Bullet", "Turkey: oil, and fewer tankers in the Bosporus."),
    (
        "Normal",
        "Armenia, through which the shortest line would have run, was left out. The Armenian government "
        "called the project political.",
    ),
    ("Heading 1", "First oil, 2005 or 2006"),
    (
        "Normal",
        "Presidents Aliyev, Saakashvili and Sezer met at the Sangachal terminal on 25 May 2005 and opened "
        "the pipeline. Other authors give 13 July 2006, when Turkey received its guests in Ceyhan, as the "
        "opening day [3]. Since then Azerbaijan has exported oil through Turkey without interruption, but "
        "for a fire in August 2008. The pipeline deepened the ties between Baku and Ankara more than any "
        "treaty had.",
    ),
    ("Heading 1", "Notes"),
    ("Normal", "[1] The protocol bears the dates of 5 and 8 May; Baku signed later than the others."),
    ("Normal", "[2] Eleven by another count, which includes the state oil company of Azerbaijan."),
    ("Normal", "[3] The first tanker had sailed from Ceyhan on 4 June 2006."),
)


def main() -> None:
    """Write the file."""
    document = Document()
    for style, text in TEXT:
        document.add_paragraph(text, style=style)
    about = document.core_properties
    about.author, about.title, about.language = "The Dragoman developers", TEXT[0][1], "en"
    about.created = about.modified = datetime(2007, 2, 5, 10, 0, 0)
    document.save(str(TARGET))


if __name__ == "__main__":
    main()
