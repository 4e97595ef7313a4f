"""Answers as files: the rows as stored, with codes, labels, sources and licence in each row."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from data.answer import Answer


def maker(answer: Answer, lang: str, kind: str) -> Callable[[], bytes]:
    """A function that makes the file when it is asked for, not before."""
    return lambda: csv(answer, lang, german=kind == "csv_de")


def csv(answer: Answer, lang: str, *, german: bool) -> bytes:
    """CSV with every stored digit.

    German: semicolon, decimal comma, byte order mark (opens in Excel by a double click);
    international: comma, decimal point, no mark.
    """
    frame = with_sources(answer, lang)
    text = frame.to_csv(
        index=False,
        sep=";" if german else ",",
        decimal="," if german else ".",
        date_format="%Y-%m-%d",
        lineterminator="\r\n",
    )
    return text.encode("utf-8-sig" if german else "utf-8")


def with_sources(answer: Answer, lang: str) -> pd.DataFrame:
    """The rows with labels beside codes and, for each, who says it, since when, which licence."""
    frame = answer.rows.copy()
    for name, column in answer.columns.items():
        if column.codes and name in frame:
            kind = column.codes
            frame[f"{name}_label"] = [
                answer.labels.of(kind, None if pd.isna(code) else str(code), lang)
                for code in frame[name]
            ]
    for name in frame:
        if frame[name].map(lambda cell: hasattr(cell, "tolist") or isinstance(cell, list)).any():
            frame[name] = [
                ";".join(map(str, cell)) if hasattr(cell, "__len__") else "" for cell in frame[name]
            ]
    if "claim_id" in frame:
        behind = answer.claims[["claim_id", "source_id", "known_since"]].merge(
            answer.sources[["source_id", "publisher", "title", "url", "licence"]], on="source_id"
        )
        behind = behind.rename(columns={"title": "source_title", "url": "source_url"})
        if "source_id" in frame:
            behind = behind.drop(columns="source_id")
        new = ["claim_id", *[c for c in behind.columns if c not in frame.columns]]
        frame = frame.merge(behind[new], on="claim_id", how="left")
    return frame
