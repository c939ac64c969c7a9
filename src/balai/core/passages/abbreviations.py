"""Abbreviations after which a full stop does not end a sentence, by language: lists of ours.

A false break costs a reader more than a missed one, so a listed abbreviation never ends a
sentence, save the few that end one as often as not; initials do where a word follows that begins
sentences.
"""

from __future__ import annotations

_COMMON = """
    dr prof st no nr fig vol ed eds pp p art arts para paras sec cf vs al approx ref refs ch
    tel ext int dept gen col lt capt maj sgt cpl cmdr insp supt det cst hon rev sr jr mr mrs ms
    gov sen rep pres amb
"""
_BY_LANGUAGE = {
    "en": """
        messrs mssrs mt ft ave blvd rd e.g i.e viz op cit ibid incl resp no nos
        jan feb mar apr jun jul aug sep sept oct nov dec assn const adj asst
    """,
    "fr": """
        m mm mme mmes mlle mlles me mgr dr pr prof art al n° no p.ex ex cf chap coll éd env
        janv févr avr juil sept oct nov déc av bd st ste vol réf dir gal cdt cne adj lieut
    """,
    "ms": """
        dr en pn tn hj hjh cik dato datuk sdr sdri prof insp supt asp dsp acp kpl sjn sarjan
        bil jln kg kpg tmn no hlm ms sbg spt cth dll dsb dgn drp utk yg ybhg yb yab ybm
        jan feb mac apr jun jul ogos sep okt nov dis
    """,
    "id": """
        bpk ibu drs dra ir sdr sdri hj kh prof brigjen kombes pol akbp kompol iptu ipda aiptu jln jl
        kel kec kab prov no hlm dll dsb dst spt mis dgn tgl pt cv a.n u.b d.a s.d
        jan feb mar apr jun jul agu sep okt nov des
    """,
    "nl": """
        dhr mevr mw mej mr ir ing drs bijv bv d.w.z o.a i.v.m m.b.t t.a.v t.o.v m.a.w n.a.v
        e.d jl a.s nr nrs blz p art lid vgl ca incl excl resp gem afd min
        jan feb mrt apr jun jul aug sep sept okt nov dec zgn evt ong sec
    """,
    "es": """
        sr sra srta sres sras dr dra d da dña lic ing gral cnel cap sgto art arts núm nº pág
        págs p.ej ej ee.uu etc av avda vol cap ed admón ud uds vd vds
        ene feb mar abr jun jul ago sept oct nov dic
    """,
}
# Stands at a sentence's end as often as inside it.
_MAY_END = frozenset(
    ("etc", "dll", "dsb", "dst", "e.d", "enz", "inc", "ltd", "co", "corp", "bhd", "sdn", "plc")
)
_BEGINNERS = """
    the this these those they it its he she we in on at for from with when where while after
    before during but and however therefore although if as there some many most all no not our
    their his her a an
    les une des il elle ils elles nous ce cette ces dans pour avec mais cependant lors après
    ini itu mereka dalam pada untuk dengan namun tetapi apabila selepas semua kami kita ia
    het een dit dat deze zij wij hij maar toen voor met ook daarom
    los las una esto esta estos ellos nosotros pero cuando para con
"""


def abbreviations(language: str) -> frozenset[str]:
    """Return the lower-case abbreviations of a language, without their last full stop."""
    return _SETS.get(language, _ALL)


def may_end_a_sentence(word: str) -> bool:
    """Say whether an abbreviation stands at a sentence's end as often as inside it."""
    return word in _MAY_END


def begins_sentences(following: str) -> bool:
    """Say whether the first word of a text is one that begins sentences, not names."""
    first = following.split(None, 1)[0] if following.split() else ""
    return first[:1].isupper() and first.lower().rstrip(",") in _BEGINNING


_BEGINNING = frozenset(_BEGINNERS.split())
_SETS = {
    code: frozenset((_COMMON + words).split()) - _MAY_END for code, words in _BY_LANGUAGE.items()
}
# A language without a list has what is common to all.
_ALL = frozenset(_COMMON.split())
