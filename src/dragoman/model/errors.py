"""Every error that Dragoman raises on purpose.

::

    DragomanError
    ├── DateError(ValueError)          a date that is not EDTF level 0-1
    ├── ProofError(ValueError)         a quote that is not in its text
    ├── DocumentError                  a file that cannot be read
    │   └── UnsupportedFormat          a kind of file without a reader
    ├── StudyError                     a study that is missing, damaged or closed
    │   └── SchemaError                tables of another schema version
    ├── CodebookError(ValueError)      a code that the codebook does not have
    ├── LexiconError(ValueError)       a line of a lexicon that cannot be used
    ├── ActorError(ValueError)         a row of an actor table that cannot be used
    ├── InputError(ValueError)         input from the user that cannot be used
    └── MissingExtra(ImportError)      an optional package that is not installed

A message says what happened, where, the likely cause and what to do.
"""

from __future__ import annotations

__all__ = [
    "ActorError",
    "CodebookError",
    "DateError",
    "DocumentError",
    "DragomanError",
    "InputError",
    "LexiconError",
    "MissingExtra",
    "ProofError",
    "SchemaError",
    "StudyError",
    "UnsupportedFormat",
]


class DragomanError(Exception):
    """Base of all errors raised on purpose."""


class DateError(DragomanError, ValueError):
    """A date is not valid EDTF level 0 or 1."""


class ProofError(DragomanError, ValueError):
    """A quote does not stand in its text at its span."""


class DocumentError(DragomanError):
    """A file cannot be read as a document."""


class UnsupportedFormat(DocumentError):  # noqa: N818 - says what happened better than a suffix would
    """No reader exists for this kind of file."""


class StudyError(DragomanError):
    """A study folder is missing, damaged or not a study."""


class SchemaError(StudyError):
    """A table was written with a schema version this release cannot read."""


class CodebookError(DragomanError, ValueError):
    """A code is not part of the codebook."""


class LexiconError(DragomanError, ValueError):
    """A line of a lexicon (frames, word classes, function words) cannot be used."""


class ActorError(DragomanError, ValueError):
    """A row of an actor table cannot be used."""


class InputError(DragomanError, ValueError):
    """What the user passed cannot be used."""


class MissingExtra(DragomanError, ImportError):  # noqa: N818 - names what is missing
    """An optional package is not installed; the message has the install line."""
