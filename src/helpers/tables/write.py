"""Tables to files: CSV for any program, Parquet with real lists."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from helpers.tables.contracts import TABLES, Column, frame

FORMULA = ("=", "+", "-", "@", "\t", "\r")
_ARROW = {"text": pa.string(), "int": pa.int64(), "float": pa.float64(), "bool": pa.bool_()}


def guard(cell: object) -> object:
    """A text cell that no spreadsheet takes for a formula: an apostrophe before ``= + - @`` and tabs.

    >>> guard("=1+1"), guard("1+1"), guard(-3)
    ("'=1+1", '1+1', -3)
    """
    return "'" + cell if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def write_tables(tables: dict[str, pd.DataFrame], folder: Path) -> list[Path]:
    """Write each table as ``<table>.csv`` and ``<table>.parquet``; the same tables give the same bytes.

    Parameters
    ----------
    tables : dict of DataFrame
        By the names of the contract.
    folder : Path
        Made if it is not there.

    Returns
    -------
    list of Path
        The files written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, data in tables.items():
        path = folder / f"{name}.csv"
        flat = data.copy()
        for column in TABLES[name]:
            if column.kind == "list":
                flat[column.name] = [json.dumps(v, ensure_ascii=False) for v in data[column.name]]
            elif column.kind == "text":
                flat[column.name] = [guard(v) for v in data[column.name]]
        flat.to_csv(path, index=False, encoding="utf-8", lineterminator="\n", errors="replace")
        pq.write_table(_arrow(name, data), path.with_suffix(".parquet"))
        written += [path, path.with_suffix(".parquet")]
    return written


def _arrow(name: str, data: pd.DataFrame) -> pa.Table:
    arrays, fields = [], []
    for column in TABLES[name]:
        kind = _arrow_type(column)
        values = [None if not isinstance(v, list) and pd.isna(v) else v for v in data[column.name]]
        arrays.append(pa.array(values, type=kind))
        fields.append(pa.field(column.name, kind, metadata={"description": column.means}))
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields))


def _arrow_type(column: Column) -> pa.DataType:
    if column.kind == "list":
        return pa.list_(pa.list_(pa.int64())) if column.name.endswith("_spans") else pa.list_(pa.string())
    return _ARROW[column.kind]


def read_tables(folder: Path) -> dict[str, pd.DataFrame]:
    """Tables as written by `write_tables`, read back from Parquet with the contract's types."""
    return {
        name: frame(name, pq.read_table(folder / f"{name}.parquet").to_pylist())
        for name in TABLES
        if (folder / f"{name}.parquet").is_file()
    }
