"""The methods that a page of the web answers to."""

from django.views.decorators.http import require_http_methods

both = require_http_methods(["GET", "HEAD", "POST"])
"""For a page with a form: it is looked at, and it takes what was filled in."""
