"""Lines of JSON: what is taken, and what is said of a line that is none."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model.errors import InputError
from dragoman.model.lines import json_line, json_object

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(WORDS, VALUES, max_size=5))
def test_what_is_written_is_read(answer: dict[str, object]) -> None:
    """Any object comes back equal from its line, which is one line."""
    line = json_line(answer)
    assert "\n" not in line
    assert json_object(line.encode(), 7) == answer


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"  \n", "line 3 is empty"),
        (b'{"text": "\xff"}', "line 3 is not UTF-8 (byte 11)"),
        (b"{", "line 3 is not JSON"),
        (b"[" * 100_000, "line 3 is not JSON"),
        (b"[1]", 'must look like {"id": 1, "text": "Bakı"}'),
    ],
)
def test_a_line_that_is_none_is_named(raw: bytes, words: str) -> None:
    """The message says which line it is and what is wrong with it."""
    with pytest.raises(InputError) as caught:
        json_object(raw, 3, text="Bakı")
    assert words in str(caught.value)


def test_a_byte_order_mark_opens_a_stream_only() -> None:
    """The mark is taken off the first line; on a later one it is no JSON."""
    raw = b"\xef\xbb\xbf" + json.dumps({"id": 1}).encode()
    assert json_object(raw, 1) == {"id": 1}
    with pytest.raises(InputError, match="line 2 is not JSON"):
        json_object(raw, 2)
