"""Tables by their own algebra: from the cells of a document to figures with names, and to the sums that each table is built of.

A form says what a table is called; its numbers say how it is built.  Every table with known cells is read, whether or not its form is
known.  Nothing is judged here: a sum of which much speaks and that does not come out is a claim like any other.
"""

from .grids import Grid, GridRow, Sheet, cell_grids, sheets

__all__ = ["Grid", "GridRow", "Sheet", "cell_grids", "sheets"]
