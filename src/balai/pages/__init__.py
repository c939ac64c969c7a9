"""Home, browsing, and what joins several apps in one page."""
