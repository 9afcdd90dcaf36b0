"""The words of the project as types. Imports nothing of ours."""

from dragoman.model.dates import Edtf, parse_edtf
from dragoman.model.document import APPARATUS, Block, Document
from dragoman.model.report import AUX, Claim, Evidence, Participant, Report, Trigger, links_of
from dragoman.model.span import Span, prove

__all__ = [
    "APPARATUS",
    "AUX",
    "Block",
    "Claim",
    "Document",
    "Edtf",
    "Evidence",
    "Participant",
    "Report",
    "Span",
    "Trigger",
    "links_of",
    "parse_edtf",
    "prove",
]
