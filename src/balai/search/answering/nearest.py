"""What to look for instead, where a question has no answer: of what this viewer's index has."""

from __future__ import annotations

from collections.abc import Sequence

from balai.core.retrieval import terms_of
from balai.core.retrieval.words import words_of
from balai.knowledge.labels import list_of
from balai.search.queries.asking import Asked, Scope
from balai.search.queries.narrowing import records_having
from balai.vocabulary import queries as vocabulary

MOST = 5


def nearest_searches(
    asked: Asked, scope: Scope, read: Sequence[tuple[str, str]]
) -> tuple[tuple[str, str], ...]:
    """Return words to search for, each with its language: the question's, then its terms'.

    `read` are the texts near the question with their languages. A word of the question is named
    where one of them has it; a term of the vocabulary where a record that the viewer may see
    carries it.
    """
    found: list[tuple[str, str]] = []
    if words := _words_found(asked, scope, read):
        found.append((" ".join(words), next(iter(scope.guess), "")))
    for (field, code), _share in sorted(scope.readings.covered.items(), key=lambda each: -each[1]):
        if records_having(field, (code,), scope.gates):
            found.append(_term(field, code, asked.reader))
    return tuple(dict.fromkeys(found))[:MOST]


def _words_found(asked: Asked, scope: Scope, read: Sequence[tuple[str, str]]) -> list[str]:
    texts = {
        language: {
            term.term for text, own in read if own == language for term in terms_of(text, own)
        }
        for language in {own for _, own in read if not scope.is_foreign(frozenset([own]))}
    }
    return [
        word.text
        for word in words_of(" ".join((*asked.query.words, *asked.query.phrases)))
        if any(
            term.term in known
            for language, known in texts.items()
            for term in terms_of(word.text, language)
        )
    ]


def _term(field: str, code: str, reader: Sequence[str]) -> tuple[str, str]:
    labels = vocabulary.term(list_of(field, code), code).labels
    language = next((each for each in reader if each in labels), "en")
    return labels[language], language
