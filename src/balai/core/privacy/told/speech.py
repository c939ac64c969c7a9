"""How a language speaks of one person by role and origin, as lists of words."""

from __future__ import annotations

from dataclasses import dataclass


def listed(words: str) -> frozenset[str]:
    """Return the words, which are written apart by spaces, in small letters."""
    return frozenset(words.split())


def ends(words: str) -> tuple[str, ...]:
    """Return the endings, which are written apart by spaces, as `str.endswith` takes them."""
    return tuple(words.split())


@dataclass(frozen=True)
class Speech:
    """The words of one language, singular and in small letters.

    `roles` are what somebody may be in a room, `endings` how a compound of them ends, `persons`
    what else "the only …" may be said of. Offices of public life (a mayor, a minister) are left
    out: whoever holds one and acts in it is known by it.

    `leads` say that one is meant; where they may be left out, `bare` is true and `several` are
    the words which say that it is not one. `links` lead from a role to where from; `follows` may
    stand between the two, `came` behind a `who`. `stops` end a phrase: verbs, conjunctions, what
    leads elsewhere; and so do words with an ending of `verbs`. `nations` are nationalities; in a
    language that writes them small nothing else tells them. `only` are the words for "only".
    """

    roles: frozenset[str]
    persons: frozenset[str]
    leads: frozenset[str]
    links: frozenset[str]
    stops: frozenset[str]
    nations: frozenset[str]
    only: frozenset[str]
    follows: frozenset[str] = frozenset()
    who: frozenset[str] = frozenset()
    came: frozenset[str] = frozenset()
    endings: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    several: frozenset[str] = frozenset()
    crowds: frozenset[str] = frozenset()
    """Roles that are mostly of many where nothing leads: "pelajar di Muar"."""
    bare: bool = False
    led_by_nation: bool = False
    """A word with a capital before the role says where from: "the Kenyan prosecutor"."""
    run_on: bool = False
    """A name may follow the role's nouns without a link: "kolonel polis Senegal"."""

    def is_role(self, word: str) -> bool:
        """Say whether a word is a role, also behind a hyphen ("vice-chancellor").

        Malay says a word twice for many: "pegawai-pegawai".
        """
        before, _hyphen, last = word.rpartition("-")
        return (last in self.roles and before != last) or word.endswith(self.endings)


NO_ORIGIN = listed(
    "police polis polisi politie policía department unit section division state government "
    "community training operations service services staff table annex figure chapter session day "
    "room group module step part january february march april may june july august september "
    "october november december monday tuesday wednesday thursday friday saturday sunday islam god "
    "allah english french malay dutch arabic bahasa ramadan justitie peace justice "
    "republic république the i to its "
    "it yesterday januari februari maret mac ogos agustus"
)
"""What begins with a capital and is neither a place nor an organisation."""
