"""The article of a web page, found by trafilatura; by its first step alone where the others change nothing.

The steps that follow compare what the first one found with what two other methods find.  They replace it
only where they find at least twice as much, or where it found little, or something that is no running
text (``compare_extraction`` and ``trafilatura_sequence`` in trafilatura).  On a page of which the first
step took half of all the text, in paragraphs, none of that can happen: then the comparison, half of the
work on a small page, is left out.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from copy import copy
from functools import lru_cache
from typing import Any, cast

from lxml import etree

__all__ = ["article"]

_ENOUGH = 500
"""Characters, twice as many as where trafilatura begins to look elsewhere."""
_HALF, _FIFTH = 2, 5
_HIDDEN = ("script", "style")
_ELEMENTS = etree.XPath("count(descendant-or-self::*)")


def article(tree: Any) -> Any:
    """Return the body of the article as trafilatura's tree, or None where there is none."""
    from trafilatura import bare_extraction

    size = _size(tree)
    found = _first_step()(tree) if size >= _ENOUGH else None
    if found is not None and _certain(*found, tree, size):
        return found[0]
    # A copy each, as a search may turn its own options.
    result = bare_extraction(tree, options=copy(_options()))
    return None if result is None else cast(Any, result).body


@lru_cache(maxsize=1)
def _options() -> Any:
    """Return what the article is looked for with; to read that anew takes long beside a small page."""
    from trafilatura.settings import Extractor

    # It warns on stderr about every page that is no article; we say so in the document's problems.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    return Extractor(output_format="python", comments=False, tables=True)


@lru_cache(maxsize=1)
def _first_step() -> Callable[[Any], tuple[Any, str] | None]:
    """Return the beginning of ``trafilatura_sequence`` as a function of its own.

    It is made of parts that a later release may name otherwise: then all steps are taken.
    """
    try:
        from trafilatura.core import _forum_thread_page, _prepare_tree
        from trafilatura.htmlprocessing import prune_unwanted_nodes
        from trafilatura.main_extractor import extract_content
        from trafilatura.xpaths import RAW_TREE_PRUNE_XPATH, REMOVE_COMMENTS_AND_LISTS_XPATH
    except ImportError:
        return lambda _: None

    def step(tree: Any) -> tuple[Any, str] | None:
        options = copy(_options())
        is_forum = _forum_thread_page(tree)
        pruned = prune_unwanted_nodes(copy(tree), RAW_TREE_PRUNE_XPATH)
        if not is_forum:
            pruned = prune_unwanted_nodes(pruned, REMOVE_COMMENTS_AND_LISTS_XPATH)
        cleaned, _ = _prepare_tree(pruned, options, None)
        body, text = extract_content(cleaned, options)
        return body, text

    return step


@lru_cache(maxsize=1)
def _unclean() -> etree.XPath:
    """Return what finds the elements for which another method is asked."""
    from trafilatura.external import SANITIZED_XPATH

    return etree.XPath(SANITIZED_XPATH)


def _size(tree: Any) -> int:
    """Return how many characters a page has at most, scripts aside."""
    hidden = sum(len(element.text or "") for element in tree.iter(*_HIDDEN))
    return len(tree.text_content()) - hidden


def _certain(body: Any, text: str, tree: Any, size: int) -> bool:
    """Whether no other method could replace what the first step found."""
    found = len(text)
    # What is measured against has a space more for each element at most.
    if found < _ENOUGH or _HALF * found < size or _FIFTH * found < size + cast(float, _ELEMENTS(tree)):
        return False
    if _unclean()(body):
        return False
    paragraphs = body.findall(".//p")
    tables = sum(1 for _ in body.iter("table"))
    return tables <= len(paragraphs) and any(paragraph.xpath("string()") for paragraph in paragraphs)
