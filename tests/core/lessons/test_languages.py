"""All five kinds in every language with phrases: announced by a heading, and said by a sentence."""

from __future__ import annotations

import pytest

from balai.core.lessons import CandidateKind, candidates

from .documents import STORIES, document

LESSON, PRACTICE = CandidateKind.LESSON, CandidateKind.GOOD_PRACTICE
CHALLENGE, ADVICE, NEED = CandidateKind.CHALLENGE, CandidateKind.RECOMMENDATION, CandidateKind.NEED

HEADINGS = {
    "fr": {
        LESSON: ("Leçons tirées", "3. Enseignements", "Ce que nous avons appris"),
        PRACTICE: ("Bonnes pratiques", "Facteurs de réussite", "Ce qui a fonctionné"),
        CHALLENGE: ("Défis", "Difficultés rencontrées", "Obstacles et freins"),
        ADVICE: ("Recommandations", "IV. RECOMMANDATIONS", "Pistes d’action"),
        NEED: ("Besoins de formation", "Besoins exprimés", "Besoins"),
    },
    "ms": {
        LESSON: ("Pengajaran", "Pengajaran yang diperoleh", "Apa yang kami pelajari"),
        PRACTICE: ("Amalan terbaik", "Faktor kejayaan", "Apa yang berkesan"),
        CHALLENGE: ("Cabaran", "Cabaran dan kekangan", "Apa yang tidak berjaya"),
        ADVICE: ("Cadangan", "Syor", "Langkah seterusnya"),
        NEED: ("Keperluan latihan", "Keperluan", "Sokongan yang diperlukan"),
    },
    "nl": {
        LESSON: ("Geleerde lessen", "Wat we hebben geleerd", "Leerpunten"),
        PRACTICE: ("Goede praktijken", "Succesfactoren", "Wat goed werkte"),
        CHALLENGE: ("Knelpunten", "Uitdagingen", "Wat niet werkte"),
        ADVICE: ("Aanbevelingen", "5. Aanbevelingen voor gemeenten", "Vervolgstappen"),
        NEED: ("Opleidingsbehoeften", "Behoeften", "Wat we nodig hebben"),
    },
}
ITEMS = {
    "fr": ("La permanence du samedi avec les deux médiatrices", "Les visites chez les commerçants"),
    "ms": ("Lawatan mingguan ke gerai bersama ketua kampung", "Perjumpaan di balai raya"),
    "nl": ("Het spreekuur op zaterdag met beide collega’s", "De bezoeken aan de winkeliers"),
}
SENTENCES = {
    "fr": {
        LESSON: "Nous avons appris que les familles ne viennent pas sans y être invitées.",
        PRACTICE: "Le dialogue régulier avec les commerçants a été efficace et a porté ses fruits.",
        CHALLENGE: "La principale difficulté était le manque de confiance envers la police.",
        ADVICE: "Nous recommandons que les agents restent trois ans dans le même quartier.",
        NEED: "Les agents ont besoin d’une formation à l’écoute et à la médiation.",
    },
    "ms": {
        LESSON: "Kami belajar bahawa keluarga tidak datang jika tidak dijemput sendiri.",
        PRACTICE: "Kerjasama rapat dengan peniaga amat berkesan dan membina kepercayaan.",
        CHALLENGE: "Cabaran utama ialah kekurangan kepercayaan terhadap pihak polis.",
        ADVICE: "Peserta mencadangkan supaya pegawai kekal di kawasan itu selama tiga tahun.",
        NEED: "Pegawai meminta latihan tambahan tentang cara mendengar dan pengantaraan.",
    },
    "nl": {
        LESSON: "We hebben geleerd dat gezinnen niet komen zonder persoonlijke uitnodiging.",
        PRACTICE: "De goede samenwerking met winkeliers was succesvol en bouwde vertrouwen op.",
        CHALLENGE: "Het grootste knelpunt was het gebrek aan vertrouwen in de politie.",
        ADVICE: "We bevelen aan dat agenten minstens drie jaar in dezelfde wijk blijven.",
        NEED: "Agenten hebben behoefte aan training in luisteren en bemiddelen.",
    },
}


@pytest.mark.parametrize(
    ("language", "kind", "heading"),
    [
        (language, kind, heading)
        for language, kinds in HEADINGS.items()
        for kind, headings in kinds.items()
        for heading in headings
    ],
)
def test_items_under_a_heading_are_of_its_kind(
    language: str, kind: CandidateKind, heading: str
) -> None:
    one, other = ITEMS[language]
    told = " ".join(STORIES[language][0])
    found = candidates(document([told, f"# {heading}", f"- {one}", f"- {other}"], language))
    assert {(each.text, each.kind) for each in found} == {(one, kind), (other, kind)}


@pytest.mark.parametrize(
    ("language", "kind"), [(language, kind) for language in SENTENCES for kind in CandidateKind]
)
def test_a_sentence_without_a_heading_is_of_the_kind_it_says(
    language: str, kind: CandidateKind
) -> None:
    sentence = SENTENCES[language][kind]
    told = STORIES[language][0]
    found = candidates(document([" ".join(told), sentence, told[0]], language))
    # Plain sentences beside it may be carried along: what was learned is told in several.
    assert (sentence, kind) in {(each.text, each.kind) for each in found}
    assert len(found) <= 2


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Participants also agreed that exchange between the services was vital."),
        ("fr", "Les participants ont convenu que les échanges entre services étaient utiles."),
        ("ms", "Para peserta bersetuju bahawa pertukaran antara pasukan amat berguna."),
        ("nl", "De deelnemers waren het erover eens dat uitwisseling van groot belang is."),
    ],
)
def test_what_a_dialogue_agreed_is_proposed(language: str, sentence: str) -> None:
    told = STORIES[language][0]
    found = candidates(document([" ".join(told), sentence, told[0]], language))
    (agreed,) = [each for each in found if each.text == sentence]
    assert agreed.confidence >= 0.4


@pytest.mark.parametrize(
    "sentence",
    [
        "The life-saving lessons covering traffic and fire are held in two rooms.",
        "The enemies of the project needed no further reason to stay away.",
        "The list of recommended partners hangs in the hall of the station.",
    ],
)
def test_a_word_alone_does_not_say_it_outright(sentence: str) -> None:
    told = STORIES["en"][0]
    assert candidates(document([" ".join(told[:2]), sentence, told[2]])) == ()


@pytest.mark.parametrize("language", ["fi", "pl"])
def test_a_language_without_phrases_has_its_headings_only(language: str) -> None:
    lines = ["Kaupunki on pieni ja poliisi on lähellä asukkaita.", "# Recommendations"]
    items = ["- Poliisin tulee kuunnella asukkaita joka viikko", "- Koulutusta on lisättävä"]
    found = candidates(document([*lines, *items], language))
    assert [each.kind for each in found] == [ADVICE, ADVICE]
    assert candidates(document([lines[0], items[0][2:] + "."], language)) == ()
