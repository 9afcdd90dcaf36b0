"""Columns of what is known of documents: themselves, their texts, what tells copies among them."""

from __future__ import annotations

from dragoman.model.columns import BATCH, Group, columns_of

__all__ = [
    "DOCUMENTS",
    "FINGERPRINTS",
    "TEXTS",
]

_BLOCK = Group(columns_of("start int\nstop int\nkind text\nlanguage text\nlevel int\npage int"))
_PASSAGE = Group(columns_of("start int\nstop int\nwords int\nhash long"))

DOCUMENTS = columns_of(
    BATCH
    + """
id text content hash of the text and the reader's version
revision text hash of everything a coder sees; changes when a date or language is given anew
path text as the user gave it
title text
author text
publisher text
url text
language text
published text EDTF
published_calendar text
published_earliest day
published_latest day
published_basis text metadata, text, filename, given
published_start int span of the date where it stands in the text
published_stop int
format text
encoding text
sha256 text of the original file
size long bytes of the original file
reader text name and version
characters int length of the text in code points
problems text*
"""
) + columns_of(
    """
licence text what the file says about its use
locator text place in a file that holds many documents
""",
    since=2,
)
TEXTS = columns_of(
    BATCH
    + """
id text of the document
revision text of the document
text text what all spans point into
blocks block* paragraphs with kind (also of apparatus), language, heading level and page
""",
    block=_BLOCK,
)
FINGERPRINTS = columns_of(
    BATCH
    + """
id text of the document
revision text of the document
method text name and version of the fingerprint
words int of its coded blocks
minhash int* over runs of words
passages passage* sentences long enough to tell a quotation
""",
    passage=_PASSAGE,
)
