"""Documents as data, from the process that read one to the process that audits it: JSON, which holds nothing that acts."""

from json import dumps, loads
from typing import Any

from ..model.document import Cell, Document, Lines, Paragraph, Spot


def pack(document: Document) -> bytes:
    """A document as bytes."""
    lines = document.lines
    content = {
        "encoding": document.encoding,
        "text": document.text,
        "paragraphs": document.paragraphs,
        "anchors": document.anchors,
        "origins": document.origins,
        "unread": document.unread,
        "unseen": document.unseen,
        "texts": lines.texts,
        "pages": lines.pages,
        "spots": lines.spots,
        "cells": list(lines.cells.items()),
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
    paragraphs = [Paragraph(*paragraph) for paragraph in content["paragraphs"]]
    document = Document(
        path, content["encoding"], content["text"], lines, paragraphs, content["anchors"], content["origins"]
    )
    document.unread, document.unseen = content["unread"], content["unseen"]
    return document
