from collections import Counter, defaultdict

from babel import Locale

from balai.core.audience import Level
from balai.sample.catalogue import Labels, lessons, library
from balai.vocabulary.queries import is_term, terms

SOURCES = {source.key: source for source in library().sources}
TEXTS = {key: source.text() for key, source in SOURCES.items()}
LESSONS = lessons()

SCHEMES = {
    "approaches": "approaches",
    "drivers": "drivers",
    "actors": "actors",
    "settings": "settings",
    "outcomes": "outcomes",
    "unintended": "unintended-outcomes",
}


def codes(labels: Labels, name: str) -> tuple[str, ...]:
    found: tuple[str, ...] = getattr(labels, name)
    return found


def test_there_are_enough_of_every_kind() -> None:
    assert len(LESSONS) >= 70
    assert len({lesson.key for lesson in LESSONS}) == len(LESSONS)
    kinds = Counter(lesson.kind for lesson in LESSONS)
    assert kinds.keys() == {term.code for term in terms("kinds")}
    assert min(kinds.values()) >= 10
    assert {lesson.language for lesson in LESSONS} == {"en", "ms", "fr", "nl", "th", "ar"}


def test_failures_are_told() -> None:
    failed = [
        lesson for lesson in LESSONS if any(SOURCES[quote.source].failed for quote in lesson.quotes)
    ]
    assert len(failed) >= 12


def test_most_rest_on_practitioners_accounts_and_a_few_on_a_comparison() -> None:
    designs = Counter(lesson.design for lesson in LESSONS)
    assert designs[0] > len(LESSONS) / 2
    assert designs[3] >= 3
    assert max(designs) <= 3


def test_every_approach_driver_setting_and_outcome_is_met() -> None:
    for name in ("approaches", "drivers", "settings", "outcomes", "unintended"):
        met = {code for lesson in LESSONS for code in codes(lesson.labels, name)}
        assert met == {term.code for term in terms(SCHEMES[name])}, name


def test_one_lesson_was_learned_in_three_countries_in_three_languages() -> None:
    same = [lesson for lesson in LESSONS if lesson.key.startswith("officers-who-stay-")]
    assert {lesson.language for lesson in same} == {"ms", "fr", "nl"}
    assert {lesson.labels.countries for lesson in same} == {("MY",), ("BE",), ("NL",)}
    assert all("A1" in lesson.labels.approaches for lesson in same)


def test_many_are_translated_and_some_translations_are_not_checked() -> None:
    translated = [lesson for lesson in LESSONS if lesson.translations]
    assert len(translated) >= len(LESSONS) / 2
    checked = Counter(each.checked for lesson in translated for each in lesson.translations)
    assert checked[True] > checked[False] > 0


def test_some_rest_on_several_sources() -> None:
    several = [lesson for lesson in LESSONS if len({quote.source for quote in lesson.quotes}) > 1]
    assert len(several) >= 8
    assert any(len({SOURCES[q.source].country for q in each.quotes}) > 1 for each in several)


def test_every_source_gives_at_least_one_lesson() -> None:
    assert {quote.source for lesson in LESSONS for quote in lesson.quotes} == SOURCES.keys()


def test_two_lessons_were_released() -> None:
    released = [lesson for lesson in LESSONS if lesson.release]
    assert len(released) == 2
    people = {persona.key: persona for persona in library().personas}
    for lesson in released:
        assert lesson.release is not None
        source = SOURCES[lesson.release.source]
        assert Level.read(lesson.level) < Level.read(source.level)
        assert lesson.release.by != lesson.release.second
        for name in (lesson.release.by, lesson.release.second):
            assert people[name].organisation == source.owner
            assert "reviewer" in people[name].roles
        assert lesson.release.by == lesson.reviewer
        assert not source.recipients or lesson.release.second in source.recipients
        assert len(lesson.release.reason) > 30


def test_no_quote_is_given_twice_as_the_same_evidence() -> None:
    given: dict[tuple[str, str], list[str]] = defaultdict(list)
    for lesson in LESSONS:
        for quote in lesson.quotes:
            given[quote.source, quote.quote].append(lesson.key)
    assert {key: who for key, who in given.items() if len(who) > 1} == {}


def test_every_quote_stands_once_in_the_text_of_its_source() -> None:
    for lesson in LESSONS:
        assert lesson.quotes, lesson.key
        for quote in lesson.quotes:
            assert TEXTS[quote.source].count(quote.quote) == 1, lesson.key
            assert quote.quote == quote.quote.strip(), lesson.key
            assert len(quote.quote) >= 30, lesson.key


def test_no_quote_holds_planted_personal_data() -> None:
    for lesson in LESSONS:
        for quote in lesson.quotes:
            if SOURCES[quote.source].personal_data:
                administration = TEXTS[quote.source].split("## Isi latihan")[0]
                assert quote.quote not in administration, lesson.key


def test_a_lesson_is_never_wider_than_its_strictest_source() -> None:
    for lesson in LESSONS:
        strictest = max(Level.read(SOURCES[quote.source].level) for quote in lesson.quotes)
        assert Level.read(lesson.level) >= strictest or lesson.release is not None, lesson.key


def test_codes_are_terms_of_the_vocabulary() -> None:
    for lesson in LESSONS:
        labels = lesson.labels
        for name, scheme in SCHEMES.items():
            found = codes(labels, name)
            assert len(set(found)) == len(found), lesson.key
            assert all(is_term(scheme, code) for code in found), found
        assert labels.approaches, lesson.key
        assert is_term("target-levels", labels.target_level), lesson.key
        assert is_term("kinds", lesson.kind), lesson.key
        assert is_term("point-statuses", lesson.status), lesson.key
        assert is_term("life-cycle", lesson.stage), lesson.key
        assert is_term("study-designs", str(lesson.design)), lesson.key
        assert labels.countries, lesson.key
        assert set(labels.countries) <= Locale("en").territories.keys(), lesson.key


def test_a_lesson_is_one_sentence_with_its_place_and_time() -> None:
    for lesson in LESSONS:
        assert lesson.statement == lesson.statement.strip(), lesson.key
        assert 40 <= len(lesson.statement) <= 240, lesson.key
        if lesson.language != "th":
            assert lesson.statement.endswith("."), lesson.key
        assert lesson.place, lesson.key
        first, last = lesson.years
        newest = max(int(SOURCES[quote.source].date[:4]) for quote in lesson.quotes)
        assert 2000 <= first <= last <= newest, lesson.key


def test_translations_are_into_other_reading_languages() -> None:
    for lesson in LESSONS:
        languages = [each.language for each in lesson.translations]
        assert len(set(languages)) == len(languages), lesson.key
        assert set(languages) <= {"en", "ms", "fr", "nl"} - {lesson.language}, lesson.key
        if any(SOURCES[quote.source].link_only for quote in lesson.quotes):
            assert languages == [], lesson.key


def test_reviewers_may_review_for_the_owner_of_the_first_source() -> None:
    people = {persona.key: persona for persona in library().personas}
    for lesson in LESSONS:
        reviewer = people[lesson.reviewer]
        assert "reviewer" in reviewer.roles, lesson.key
        assert reviewer.organisation == SOURCES[lesson.quotes[0].source].owner, lesson.key
