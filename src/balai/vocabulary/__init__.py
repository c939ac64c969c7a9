"""The words of the field: what records are labelled with, in every language.

Terms are data (`data/<scheme>.json`), each with its code, labels, definition and source; a
further language is a further label there, not code. `queries` reads them and finds them in a
sentence; `places` knows countries, regions and languages from CLDR. Neither needs the database.
"""
