"""Files by link, ``data/<kind>/<question>.csv?…``: the same for all, every time.

The link carries codes: the question's values, the day of "Stand am", the language of the labels,
and as ``only.<column>`` what the rows are narrowed to. What it does not know it refuses by name.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from corridor import results
from data import ask, export
from data.answer import ONLY
from data.question import RENAMED
from i18n import LANGUAGES, Locale


def answer_file(request: Request) -> Response:
    """The CSV of an answer; 400 for what is not known, 404 for no such question, 503 for no data.

    Not async: Starlette runs it on a thread of its own.
    """
    parameters = dict(request.query_params)
    parameters.pop("lang", None)
    locale = Locale(language_of(request.scope))
    question = request.path_params["question"]
    try:
        refuse_twice(request)
        raw = _file(question, request.path_params["kind"], parameters, locale.lang)
    except ask.NoWarehouse:
        return PlainTextResponse(locale("frame.no_warehouse"), status_code=503)
    except ask.UnknownQuestion:
        return PlainTextResponse(locale("app.page_not_found_text"), status_code=404)
    except ask.UnknownValue as error:
        return refusal(error, locale)
    return _attached(raw, _name(question), "text/csv")


def _file(question: str, kind: str, parameters: Mapping[str, str], lang: str) -> bytes:
    values = dict(parameters)
    kinds = [name for name in export.KINDS if name != "parquet"]
    if kind not in kinds:
        raise ask.UnknownValue("kind", kind, kinds)
    day = day_of(values.pop("as_of", None))
    only = {name: values.pop(name) for name in list(values) if name.startswith(ONLY)}
    if question in results.FILES:
        answer = results.of_link(values, partial(ask.ask, as_of=day)).part(question)
    else:
        answer = ask.ask(question, as_of=day, **values)
    for name, value in only.items():
        column = name.removeprefix(ONLY)
        column = RENAMED.get(column, column)
        if column not in answer.rows:
            raise ask.UnknownValue(ONLY, column, [str(name) for name in answer.rows])
        answer = answer.where(**{column: export.value_in(value, answer.rows[column])})
    return export.csv(answer, lang, german=kind == "csv_de")


def table_file(request: Request) -> Response:
    """A whole table as a file; 400 for what is not known, 503 for no data."""
    locale = Locale(LANGUAGES[0])
    name, kind = request.path_params["name"], request.path_params["kind"]
    try:
        refuse_twice(request)
        if kind not in export.KINDS or request.path_params["ending"] != export.KINDS[kind][0]:
            raise ask.UnknownValue("kind", kind, list(export.KINDS))  # noqa: TRY301 - one answer
        day = day_of(request.query_params.get("as_of"))
        raw = export.stored_file(ask.table(name, day), kind)
    except ask.NoWarehouse:
        return PlainTextResponse(locale("frame.no_warehouse"), status_code=503)
    except ask.UnknownValue as error:
        return refusal(error, locale)
    ending, media = export.KINDS[kind]
    state = f"_{day.isoformat()}" if day else ""
    return _attached(raw, _name(f"{name}{state}_{kind}", ending), media)


def _name(name: str, ending: str = "csv") -> str:
    return export.file_name(name, ending, is_demo=ask.state().is_demo)


def refuse_twice(request: Request) -> None:
    """A value that is given twice is not half heard."""
    given = [name for name, _ in request.query_params.multi_items()]
    for name in given:
        if given.count(name) > 1:
            values = ", ".join(request.query_params.getlist(name))
            raise ask.UnknownValue(name, values, [], "once")


def refusal(error: ask.UnknownValue, locale: Locale) -> Response:
    """400 with the unknown value and the allowed ones."""
    text = error.message(locale)
    return PlainTextResponse(text, status_code=400)


def _attached(raw: bytes, name: str, media: str) -> Response:
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(raw, media_type=media, headers=headers)


def day_of(text: str | None) -> date | None:
    """The day of "Stand am" that a link says. Raises UnknownValue."""
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise ask.UnknownValue("as_of", text, [], "day") from None


def language_of(scope: MutableMapping[str, Any]) -> str:
    """The language that the link asks for, else German."""
    language = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [""])[0]
    return language if language in LANGUAGES else LANGUAGES[0]
