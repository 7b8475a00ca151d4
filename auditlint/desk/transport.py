"""Documents as data, from the process that read one to the process that audits it: JSON, which holds nothing that acts."""

from json import dumps, loads
from typing import Any

from ..model.document import Cell, Document, Lines, Paragraph, Spot, Standing
from ..model.phrasing import Phrase


def pack(document: Document) -> bytes:
    """A document as bytes."""
    lines = document.lines
    content = {
        "encoding": document.encoding,
        "text": document.text,
        "paragraphs": document.paragraphs,
        "anchors": document.anchors,
        "origins": document.origins,
        "base": document.base,
        "unread": list(map(packed, document.unread)),
        "unseen": list(map(packed, document.unseen)),
        "texts": lines.texts,
        "printed": None if lines.printed is lines.texts else lines.printed,
        "pages": lines.pages,
        "spots": lines.spots,
        "cells": list(lines.cells.items()),
        "standing": list(lines.standing.items()),
    }
    return dumps(content, ensure_ascii=False, check_circular=False).encode("utf-8", "surrogatepass")


def unpack(data: bytes, path: str) -> Document:
    """The document that :func:`pack` made bytes of."""
    content: dict[str, Any] = loads(data.decode("utf-8", "surrogatepass"))
    spots = content["spots"]
    lines = Lines(
        content["texts"],
        content["pages"],
        None if spots is None else list(map(Spot._make, spots)),
        {index: tuple(map(Cell._make, cells)) for index, cells in content["cells"]},
    )
    lines.standing = {index: Standing(gap, tuple(map(tuple, words))) for index, (gap, words) in content["standing"]}
    lines.printed = content["printed"] or lines.texts
    paragraphs = [Paragraph(*paragraph) for paragraph in content["paragraphs"]]
    document = Document(
        path, content["encoding"], content["text"], lines, paragraphs, content["anchors"], content["origins"], content["base"]
    )
    document.unread, document.unseen = (list(map(unpacked, content[name])) for name in ("unread", "unseen"))
    return document


def phrase_bytes(phrase: Phrase) -> bytes:
    """A phrase as bytes."""
    return dumps(packed(phrase), ensure_ascii=False).encode("utf-8", "surrogatepass")


def phrase_of(data: bytes) -> Phrase:
    """The phrase that :func:`phrase_bytes` made bytes of."""
    return unpacked(loads(data.decode("utf-8", "surrogatepass")))


def packed(phrase: Phrase) -> dict[str, Any]:
    """A phrase as JSON holds it: a phrase within it is an object too, a list of values an array."""
    return {"key": phrase.key, "values": [[name, _packed(value)] for name, value in phrase.values]}


def unpacked(content: dict[str, Any]) -> Phrase:
    """The phrase that :func:`packed` made an object of."""
    return Phrase(content["key"], tuple((name, _unpacked(value)) for name, value in content["values"]))


def _packed(value: object) -> object:
    if isinstance(value, Phrase):
        return packed(value)
    return list(map(_packed, value)) if isinstance(value, tuple) else value


def _unpacked(value: Any) -> object:
    if isinstance(value, dict):
        return unpacked(value)
    return tuple(map(_unpacked, value)) if isinstance(value, list) else value
