"""Small groups kept out of tables, so that no count points at a person.

Cells below the limit are withheld, and further cells with them until nothing withheld can be
worked out from the totals. After the practice of statistical offices (Washington State
Department of Health, agency standards for small numbers: withhold non-zero counts below ten,
and others so that they "cannot be recalculated through subtraction").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from balai.core.errors import Invalid

Key = tuple[str | None, ...]
"""One coordinate a dimension; None stands for the total over that dimension."""


@dataclass(frozen=True)
class SuppressedTable:
    """A table that may be shown: counts, or None where withheld.

    `cells` are keyed by tuples of names. `totals` has every margin, keyed by tuples with None
    where it sums; `(None,)` or `(None, None)` is the grand total.
    """

    cells: Mapping[Key, int | None]
    totals: Mapping[Key, int | None]


def suppress_small(
    counts: Mapping[str, int] | Mapping[tuple[str, ...], int], limit: int = 10, floor: int = 5
) -> SuppressedTable:
    """Return the table with every non-zero count below `limit` withheld, and what would betray it.

    Totals count as published, and are withheld where they are small themselves. What is
    withheld in one line adds up to `limit` at least, so that its sum tells little. Cells that
    are absent count as zero; zero is shown unless it must cover for another cell.
    Raises Invalid for a limit below `floor`, negative counts, or keys of different lengths.
    """
    if limit < floor:
        raise Invalid(
            f"Groups smaller than {floor} are never shown.", f"Choose a limit of at least {floor}."
        )
    table = _with_totals(_normal(counts))
    hidden = {key for key, count in table.items() if 0 < count < limit}
    lines = list(_lines(table))
    while True:
        more = _thin_line(table, hidden, lines, limit) or _betrayed(table, hidden, lines)
        if more is None:
            break
        hidden.add(more)
    shown = {key: None if key in hidden else count for key, count in table.items()}
    return SuppressedTable(
        {key: count for key, count in shown.items() if None not in key},
        {key: count for key, count in shown.items() if None in key},
    )


def _normal(
    counts: Mapping[str, int] | Mapping[tuple[str, ...], int],
) -> dict[tuple[str, ...], int]:
    table = {(key,) if isinstance(key, str) else tuple(key): count for key, count in counts.items()}
    if len({len(key) for key in table}) > 1 or () in table:
        raise Invalid("Every cell of a table needs one name for each of its dimensions.")
    if any(count < 0 for count in table.values()):
        raise Invalid("A count cannot be below zero.")
    return table


def _with_totals(counts: dict[tuple[str, ...], int]) -> dict[Key, int]:
    """Return the table filled up with zeros and with every margin, in one order of keys."""
    size = len(next(iter(counts), ()))
    names = [list(dict.fromkeys(key[axis] for key in counts)) for axis in range(size)]
    table: dict[Key, int] = {key: counts.get(key, 0) for key in product(*names)} if counts else {}
    for axis, values in enumerate(names):
        for key in list(table):
            if key[axis] == values[0]:
                line = [_at(key, axis, value) for value in values]
                table[_at(key, axis, None)] = sum(table[cell] for cell in line)
    return {key: table[key] for key in sorted(table, key=_order)}


def _at(key: Key, axis: int, value: str | None) -> Key:
    return (*key[:axis], value, *key[axis + 1 :])


def _lines(table: Mapping[Key, int]) -> Iterator[list[Key]]:
    """Yield every equation of the table: the cells of a line, and last their total."""
    for total in table:
        for axis, name in enumerate(total):
            if name is None:
                yield [
                    key for key in table if key[axis] is not None and _at(key, axis, None) == total
                ] + [total]


def _thin_line(
    table: Mapping[Key, int], hidden: set[Key], lines: list[list[Key]], limit: int
) -> Key | None:
    """Return a cell to withhold where the withheld of a line with a shown total are too few."""
    for line in lines:
        *cells, total = line
        kept = [cell for cell in cells if cell in hidden]
        if kept and total not in hidden and sum(table[cell] for cell in kept) < limit:
            return _cover(table, hidden, lines, line)
    return None


def _betrayed(table: Mapping[Key, int], hidden: set[Key], lines: list[list[Key]]) -> Key | None:
    """Return a cell to withhold because some withheld one follows from what is shown.

    A withheld count follows exactly where it alone is left in a combination of the equations:
    the rows of their reduced echelon form that have one entry.
    """
    unknown = sorted(hidden, key=_order)
    exposed = {unknown[index] for index in _determined(unknown, lines)}
    open_lines = [
        line for line in lines if not (exposed.isdisjoint(line) or hidden.issuperset(line))
    ]
    if not open_lines:
        return None
    loneliest = min(open_lines, key=lambda line: len(hidden.intersection(line)))
    return _cover(table, hidden, lines, loneliest)


def _cover(
    table: Mapping[Key, int], hidden: set[Key], lines: list[list[Key]], line: list[Key]
) -> Key:
    """Return the shown cell of a line that is best withheld too: never its total if avoidable.

    Zeros say least when withheld. Then a cell is preferred whose other lines already have
    withheld cells, for that closes the pattern, and of those the smallest count.
    """
    shown = [cell for cell in line if cell not in hidden]

    def cost(cell: Key) -> tuple[bool, bool, int, int, tuple[str, ...]]:
        closing = sum(cell in other and not hidden.isdisjoint(other) for other in lines)
        return (cell == line[-1], not table[cell], -closing, table[cell], _order(cell))

    useful = [cell for cell in shown if table[cell]] or shown
    return min(useful, key=cost)


def _order(key: Key) -> tuple[str, ...]:
    return tuple(name or "" for name in key)


def _determined(unknown: list[Key], lines: list[list[Key]]) -> list[int]:
    """Return the places of the unknowns that the equations fix, by Gauss and Jordan."""
    places = {cell: index for index, cell in enumerate(unknown)}
    rows: list[dict[int, Fraction]] = []
    for line in lines:
        row = {places[cell]: Fraction(1) for cell in line[:-1] if cell in places}
        if line[-1] in places:
            row[places[line[-1]]] = Fraction(-1)
        rows = _reduced(rows, row)
    return [next(iter(row)) for row in rows if len(row) == 1]


def _reduced(
    rows: list[dict[int, Fraction]], row: dict[int, Fraction]
) -> list[dict[int, Fraction]]:
    """Return the rows, each led by its first place, with one more taken in."""
    for other in rows:
        row = _without(row, other, min(other))
    if not row:
        return rows
    lead = min(row)
    row = {place: value / row[lead] for place, value in row.items()}
    kept = [_without(other, row, lead) for other in rows]
    return sorted((*kept, row), key=min)


def _without(
    row: dict[int, Fraction], other: dict[int, Fraction], place: int
) -> dict[int, Fraction]:
    """Return `row` less the multiple of `other` that clears `place`."""
    factor = row.get(place)
    if not factor:
        return row
    result = dict(row)
    for at, value in other.items():
        left = result.get(at, Fraction(0)) - factor * value
        if left:
            result[at] = left
        else:
            result.pop(at, None)
    return result
