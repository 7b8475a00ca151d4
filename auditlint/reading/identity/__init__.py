"""Whose accounts a document tells, of which year, and which files belong together.

``parting`` parts a document that holds several filings, ``identify`` finds department, year and kind of one, ``naming`` knows what names of
departments and units look like, and ``joining`` tells which files make one filing and which have to do with each other.
"""
