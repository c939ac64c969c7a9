"""The geometry of a page: from lines with places to blocks in reading order.

Pure functions over lines, shared by PDFs with text and by scans.
"""
