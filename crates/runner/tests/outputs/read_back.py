"""Reads results with the programs that people read them with, and compares them with the JSONL of the same run.

    python3 read_back.py results.jsonl parquet/ csv/ corpus.db

Needs pyarrow, pandas and duckdb; sqlite3 comes with Python. Exits with 3 if one is missing.
"""

import json
import sqlite3
import sys
from pathlib import Path

try:
    import duckdb
    import pandas
    import pyarrow.parquet
except ImportError as missing:
    print(missing)
    sys.exit(3)

jsonl, parquet, csv, database = map(Path, sys.argv[1:])
documents = [json.loads(line) for line in jsonl.open(encoding="utf-8")]
analyzers = sorted({it["analyzer"] for document in documents for it in document["annotations"]})


def flat(document, annotation):
    """An annotation as a row: places are three columns."""
    row = {"document": document["id"]}
    row |= {name: annotation[name] for name in ("id", "label", "start", "end", "text")}
    for name, value in annotation["attributes"].items():
        column = name + "_" if name.lower() in row else name
        if isinstance(value, dict):
            row |= {f"{column}_{part}": value[part] for part in ("start", "end", "text")}
        else:
            row[column] = value
    return row


def rows(analyzer):
    return [
        flat(document, it)
        for document in documents
        for it in document["annotations"]
        if it["analyzer"] == analyzer
    ]


def check(what, found, expected):
    """Compares rows; a field that is empty may be left out in the expected ones."""
    assert len(found) == len(expected), f"{what}: {len(found)} rows, not {len(expected)}"
    for one, other in zip(found, expected):
        one = {name: value for name, value in one.items() if value is not None and value == value}
        assert one == other, f"{what}:\n{one}\n{other}"


for analyzer in analyzers:
    expected = rows(analyzer)
    file = parquet / f"{analyzer}.parquet"
    table = pyarrow.parquet.read_table(file)
    check(f"pyarrow, {analyzer}", table.to_pylist(), expected)
    frame = pandas.read_parquet(file)
    assert len(frame) == len(expected) and str(frame["start"].dtype) == "int64"
    relation = duckdb.sql(f"SELECT * FROM '{file}'")
    found = [dict(zip(relation.columns, row)) for row in relation.fetchall()]
    check(f"duckdb, {analyzer}", found, expected)
    sheet = pandas.read_csv(csv / f"{analyzer}.csv", keep_default_na=False, dtype=str)
    assert list(sheet.columns) == table.column_names, f"csv, {analyzer}"
    assert len(sheet) == len(expected)
    assert [int(it) for it in sheet["start"]] == [it["start"] for it in expected]

head = ["id", "path", "published", "title", "status"]
expected = [{name: document[name] for name in head if document[name] is not None} for document in documents]
table = pyarrow.parquet.read_table(parquet / "documents.parquet", columns=head)
check("documents", table.to_pylist(), expected)

connection = sqlite3.connect(database)
connection.row_factory = sqlite3.Row
for analyzer in analyzers:
    expected = rows(analyzer)
    found = connection.execute(f'SELECT start, "end", label, text FROM "{analyzer}" ORDER BY id')
    check(f"sqlite, {analyzer}", [dict(it) for it in found], [{name: it[name] for name in ("start", "end", "label", "text")} for it in expected])
word = expected[0]["text"].split()[0]
query = f'SELECT count(*) FROM "{analyzer}_fts" WHERE "{analyzer}_fts" MATCH ?'
assert connection.execute(query, ['"' + word.replace('"', "") + '"']).fetchone()[0] > 0
assert connection.execute("PRAGMA foreign_key_check").fetchall() == []

print(f"{len(documents)} documents and {len(analyzers)} analyzers read back by pyarrow, pandas, duckdb and sqlite3")
