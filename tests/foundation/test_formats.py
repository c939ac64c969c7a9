"""What leaves Balai is read as text: no formula, no command, no field broken by a line."""

from __future__ import annotations

import csv
import io
import json

from balai.foundation.formats import bibtex_entry, csv_table, json_ld, ris_record


def test_no_cell_is_read_as_a_formula() -> None:
    table = csv_table(["a", "b"], [["=1+1", "+60"], ["-x", '@"y"'], ["plain, with comma", 7]])
    assert list(csv.reader(io.StringIO(table))) == [
        ["a", "b"],
        ["'=1+1", "'+60"],
        ["'-x", '\'@"y"'],
        ["plain, with comma", "7"],
    ]


def test_a_line_break_does_not_break_a_field() -> None:
    record = ris_record("x1", [("TI", "One\r\nER  - two"), ("PB", ""), ("N1", "a"), ("N1", "b")])
    assert (
        record == "TY  - RPRT\r\nID  - x1\r\nTI  - One ER - two\r\nN1  - a\r\nN1  - b\r\nER  - \r\n"
    )


def test_no_text_is_read_as_a_command() -> None:
    entry = bibtex_entry("x1", "100 % of {it}\n\\input", {"year": "", "url": "https://a.org/a_b"})
    assert entry == (
        "@techreport{balai-x1,\n  title = {{100 \\% of \\{it\\} /input}},\n"
        "  url = {https://a.org/a_b}\n}\n"
    )


def test_a_graph_is_one_document_with_its_context() -> None:
    document = json.loads(json_ld([{"@id": "é"}], "TLP:GREEN"))
    assert document["@graph"] == [{"@id": "é"}]
    assert document["balai:tlp"] == "TLP:GREEN"
    assert document["@context"]["@vocab"] == "https://schema.org/"
