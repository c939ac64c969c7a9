"""The sample library: sources written for Balai as illustrations, and the lessons drawn from them.

It fills a demo home, so that no first page is empty, and gives tests a cast and a shelf. Nothing
in it is a real person or a real event. The files are made from `texts/` by
`tools/build_sample.py`; `library.json` and `lessons.json` say what they are.
"""
