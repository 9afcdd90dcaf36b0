"""What a web page says of itself: JSON-LD, meta elements, links."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dragoman.documents.dates import iso_date
from dragoman.model import Edtf

__all__ = ["PageMeta", "page_meta"]

_ARTICLES = frozenset({
    "Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle",
    "BackgroundNewsArticle", "BlogPosting", "LiveBlogPosting", "ScholarlyArticle", "Report", "TechArticle",
    "WebPage", "PressRelease", "SocialMediaPosting",
})  # fmt: skip
_TITLE = ("citation_title", "og:title", "dc.title", "dcterms.title", "twitter:title", "headline")
_AUTHOR = (
    "citation_author",
    "author",
    "dc.creator",
    "dcterms.creator",
    "article:author",
    "parsely-author",
    "byl",
)
_DATE = (
    "citation_publication_date", "citation_online_date", "citation_date", "article:published_time",
    "og:article:published_time", "datepublished", "dcterms.issued", "dc.date.issued", "dc.date",
    "dcterms.date", "parsely-pub-date", "sailthru.date", "publish-date", "publish_date", "pubdate",
    "publication_date", "article.published", "date",
)  # fmt: skip
_PUBLISHER = (
    "citation_journal_title",
    "citation_publisher",
    "og:site_name",
    "dc.publisher",
    "dcterms.publisher",
)
_LICENCE = ("dc.rights", "dcterms.license", "dcterms.rights", "license", "licence")
_MOST_JSON = 2_000_000


@dataclass(slots=True)
class PageMeta:
    """Fields of a page's own description; None where it is silent."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    url: str | None = None
    licence: str | None = None
    language: str | None = None
    published: Edtf | None = None


def page_meta(tree: Any) -> PageMeta:
    """Read the metadata of a parsed page; what an article declares in JSON-LD comes first."""
    named = _metas(tree)
    articles = list(_json_ld(tree))
    found = PageMeta(
        title=_of(articles, "headline") or _first(named, _TITLE) or _text(tree.find(".//title")),
        author=_people(articles, "author") or _joined(named, _AUTHOR),
        publisher=_people(articles, "publisher") or _first(named, _PUBLISHER),
        url=_link(tree, "canonical")
        or _first(named, ("og:url", "citation_public_url"))
        or _of(articles, "url"),
        licence=_link(tree, "license") or _first(named, _LICENCE) or _of(articles, "license"),
        language=(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "")[
            :2
        ].lower()
        or None,
        published=iso_date(_of(articles, "datePublished")) or _date(tree, named),
    )
    if found.author is not None and found.author.startswith(("http://", "https://")):
        found.author = None
    return found


def _metas(tree: Any) -> dict[str, list[str]]:
    named: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        content = " ".join((meta.get("content") or "").split())
        if not content:
            continue
        for attribute in ("name", "property", "itemprop"):
            key = (meta.get(attribute) or "").strip().lower()
            if key:
                named.setdefault(key, []).append(content)
    return named


def _first(named: dict[str, list[str]], keys: tuple[str, ...]) -> str | None:
    return next((named[key][0] for key in keys if key in named), None)


def _joined(named: dict[str, list[str]], keys: tuple[str, ...]) -> str | None:
    for key in keys:
        people = [name for name in dict.fromkeys(named.get(key, ())) if not name.startswith("http")]
        if people:
            return "; ".join(people)
    return None


def _date(tree: Any, named: dict[str, list[str]]) -> Edtf | None:
    for key in _DATE:
        for value in named.get(key, ()):
            date = iso_date(value)
            if date is not None:
                return date
    stamps: dict[str, Edtf] = {}
    for stamp in tree.iter("time"):
        date = iso_date(stamp.get("datetime"))
        if date is None:
            continue
        if stamp.get("pubdate") is not None or (stamp.get("itemprop") or "").lower() == "datepublished":
            return date
        stamps[date.text] = date
    # One date on the whole page is its own; of several nobody says which.
    return next(iter(stamps.values())) if len(stamps) == 1 else None


def _link(tree: Any, relation: str) -> str | None:
    for link in tree.iter("link", "a"):
        if relation in (link.get("rel") or "").lower().split() and link.get("href"):
            return str(link.get("href")).strip()
    return None


def _json_ld(tree: Any) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        source = script.text or ""
        if len(source) > _MOST_JSON:
            continue
        try:
            data = json.loads(source, strict=False)
        except (ValueError, RecursionError):
            continue  # broken JSON-LD is common and the meta elements say the same
        yield from _articles(data, 0)


def _articles(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(data, list):
        for item in data:
            yield from _articles(item, depth + 1)
    elif isinstance(data, dict):
        kinds = data.get("@type", ())
        kinds = [kinds] if isinstance(kinds, str) else kinds
        if isinstance(kinds, list) and any(kind in _ARTICLES for kind in kinds if isinstance(kind, str)):
            yield data
        yield from _articles(data.get("@graph", ()), depth + 1)


def _of(articles: list[dict[str, Any]], key: str) -> str | None:
    for article in articles:
        value = article.get(key)
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())
    return None


def _people(articles: list[dict[str, Any]], key: str) -> str | None:
    for article in articles:
        value = article.get(key)
        entries = value if isinstance(value, list) else [value]
        names = [entry.get("name") if isinstance(entry, dict) else entry for entry in entries]
        kept = [" ".join(name.split()) for name in names if isinstance(name, str) and name.strip()]
        if kept:
            return "; ".join(dict.fromkeys(kept))
    return None


def _text(element: Any) -> str | None:
    if element is None:
        return None
    return " ".join(element.text_content().split()) or None
