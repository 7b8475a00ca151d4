"""Writes every page that is made from the code: ``python -m docs.make``."""

from . import FOLDER, families, picture, reference, sessions


def pages() -> dict[str, str]:
    """Every such page by its place among the pages."""
    told = {name: sessions.page(name) for name in sessions.PAGES}
    return {"architecture.svg": picture.picture(), "options.md": reference.page(), **families.pages(), **told}


def main() -> None:
    """Write all pages."""
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
