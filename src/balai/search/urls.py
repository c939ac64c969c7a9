"""The addresses of the search, of what it completes, and of questions."""

from __future__ import annotations

from django.urls import path

from balai.foundation.limits import counted
from balai.search import views
from balai.search.answering.views import ask
from balai.search.saved import views as saved
from balai.search.similar import similar
from balai.search.suggesting.views import suggest

urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/suggest", suggest, name="search-suggest"),
    path("similar/<slug:kind>/<str:record_id>/", similar, name="similar"),
    path("ask/", ask, name="ask"),
    path("search/saved/", saved.saved_list, name="saved-searches"),
    path("search/saved/add/", counted(saved.save, "comment"), name="saved-add"),
    path("search/saved/<str:saved_id>/", saved.news, name="saved-news"),
    path("search/saved/<str:saved_id>/look/", saved.look, name="saved-look"),
    path("search/saved/<str:saved_id>/change/", saved.change, name="saved-change"),
    path("search/saved/<str:saved_id>/delete/", saved.delete, name="saved-delete"),
]
