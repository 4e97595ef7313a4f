"""The blocks that pages are made of: a chart with everything that belongs to it, key figures.

A chart here is always: finding as title, concept badges, picture with text alternative, key of
marks, source line, table twin and download, all from the same answer. Nobody types a unit, a
licence or a date on a page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from charts.figure import Figure, Label
from charts.style import Picture, ending_in, marked
from charts.table import Table
from data.answer import Answer
from i18n import Locale
from i18n.marked import joined, parts
from ui import (
    files,
    glossary,
    headlines,
    html,
    newer_figures,
    shared_badges,
    sources,
    superseded,
    visit,
)
from ui.glossary import Badge
from ui.headlines import KeyFigure
from ui.missing_data import MissingData

#: What Markdown would not show as it is: two dollars would make a formula.
_SIGNS = re.compile(r"([\\`*_\[\]$~<>])")
#: Columns that say who says what stands in a row.
_SAID_BY = frozenset({"claim_id", "claim_ids", "source_id", "source_ids"})


def chart(key: str, answers: Answer | Sequence[Answer], draw: Picture | Callable[..., Picture], *,
          headline: Answer | None = None, variant: str = "", texts: Mapping[str, str] | None = None,
          anchor: str = "", title: str = "", subtitle: str = "",
          badges: Sequence[str | Badge] = (), notes: Sequence[str] = (),
          guide: Sequence[str] = (), missing: str | MissingData = "",
          **options: object) -> None:  # fmt: skip
    """Draw one chart with all that belongs to it.

    ``key``: unique on the page, also its anchor. Of a key of texts (``trade.nrw.exports``, whose
    anchor is ``nrw_exports`` unless ``anchor`` says another) title, subtitle, legend and note
    follow: ``<key>_title`` (and ``variant``) filled with the newest figure of ``headline`` and
    with ``texts``, else ``<key>_missing``.
    ``notes`` (HTML): what must be met with the picture; ``guide`` (HTML) and the note of the key:
    how it is to be read, folded.
    ``answers``: the first is drawn, and can be downloaded; all are named as sources. ``draw`` with
    ``options`` makes the picture. ``badges``: labels, or keys of them. ``missing`` says why there
    is nothing to draw.
    """
    locale = visit.locale()
    all_answers = [answers] if isinstance(answers, Answer) else list(answers)
    answer, key_texts = all_answers[0], _texts_of_key(key, locale, texts or {})
    name = anchor or _anchor(key)
    title = title or headlines.title(key, answer if headline is None else headline, locale,
                                     variant, **(texts or {}))  # fmt: skip
    picture = draw if isinstance(draw, Picture) else draw(answer, locale, title=title, **options)
    if newer := newer_figures.at_end(all_answers, locale):
        picture = ending_in(picture, newer)
    picture = demo_marked(picture, answer)
    with st.container(key=f"chart_{name}"):
        st.header(heading(title), anchor=name)
        axes = [picture.figure["layout"].get(axis, {}).get("title", {}).get("text", "")
                for axis in ("xaxis", "yaxis")]  # fmt: skip
        notes_below = [*notes, superseded.notes_html(all_answers, locale)]
        key = html.marks_key(picture.marks, locale, picture.drawn_as)
        below = [html.legend(key_texts["legend"])]
        below += [f'<div class="cm-key">{note}</div>' for note in notes_below if note]
        ways = [f"<p>{way}</p>" for way in (key_texts["note"], *guide) if way]
        explained = visit.current().explained
        marks = html.marks_key(picture.marks, locale, picture.drawn_as, explained)
        marks += "".join(_unexplained(below))
        guided = html.guide(_unexplained(ways), locale)
        superseded_note = superseded.headline_note(answer, locale)
        texts_above = (subtitle or key_texts["subtitle"], superseded_note)
        subtitle = joined(" ", filter(None, texts_above))
        source_line = html.source_line(all_answers, locale)
        labels = _labels(badges)
        above = newer_figures.note_html(all_answers, locale, explained=explained)
        above += html.subtitle(subtitle)
        row = glossary.items(labels)
        terms = glossary.terms((subtitle, title, *axes, marks, guided), sources=source_line)
        if not answer:
            draw_html(above + glossary.group(row) + nothing(missing) + html.tools(terms))
            return
        keep(name, "chart", picture.table, all_answers, title=title, subtitle=subtitle,
             labels=labels, picture=picture,
             notes=(newer_figures.note_html(all_answers, locale, whole=True), key,
                    *below, *ways))  # fmt: skip
        shared_badges.draw(above, labels, row)
        st.plotly_chart(
            picture.plotly_figure,
            key=f"plot_{name}",
            height="content" if "height" in picture.figure["layout"] else "stretch",
            config=picture.config,
            alt=picture.alt,
        )
        tools = html.tools(
            guided, twin(picture.table, title, answer), html.picture_buttons(locale),
            html.collect(locale), source_line, terms, figure=name,
            labels=[one.text for one in labels],
        )  # fmt: skip
        draw_html(marks + tools)
        files.buttons(name, answer)


def _unexplained(notes: Sequence[str]) -> list[str]:
    """Those that the page has not said so far: each stands once."""
    explained = visit.current().explained
    new = [note for note in dict.fromkeys(notes) if note and note not in explained]
    explained.update(new)
    return new


def keep(name: str, kind: str, data: Table, answers: Sequence[Answer], *, title: str,
         subtitle: str = "", labels: Sequence[Badge] = (), picture: Picture | None = None,
         notes: Sequence[str] = ()) -> None:  # fmt: skip
    """Hand over a figure where somebody collects them; ``notes``: HTML."""
    figures, locale = visit.current().figures, visit.locale()
    if figures is None:
        return
    # What rests on no claim and no source is a rule of ours.
    is_ours = all(_SAID_BY.isdisjoint(answer.rows.columns) for answer in answers)
    figures[name] = Figure(
        name, kind, title, subtitle, tuple(Label(one.text, one.meaning) for one in labels),
        picture, data, tuple(text for note in notes if (text := html.plain(note))),
        locale("cite.ours") if is_ours else sources.summary(answers, locale),
        sources.lines(answers, locale),
        sources.changed(answers, locale), tuple(answers),
    )  # fmt: skip


def _texts_of_key(key: str, locale: Locale, texts: Mapping[str, str]) -> dict[str, str]:
    """What stands under the key of a chart or table, where there is any."""
    keys = {part: f"{key}_{part}" for part in ("subtitle", "legend", "note")}
    return {p: locale(k, **texts) if "." in key and locale.has(k) else "" for p, k in keys.items()}


def _labels(badges: Sequence[str | Badge]) -> list[Badge]:
    """Labels, some of them given by their keys."""
    return [one if isinstance(one, Badge) else glossary.badge(one) for one in badges]


def _anchor(key: str) -> str:
    """A plain key itself, a key of texts without its section."""
    return "_".join(key.split(".")[1:]) or key


def side_by_side(name: str) -> Any:
    """Room in which charts stand two and two where the screen is wide enough, else one by one.

    One element of the page: a row of Streamlit's columns costs three, and each costs time.
    """
    return st.container(key=f"pair_{name}")


def demo_marked(picture: Picture, answer: Answer) -> Picture:
    """The picture, with a mark across it in the demonstration."""
    locale = visit.locale()
    return marked(picture, locale("demo.mark")) if answer.is_demo else picture


def draw_html(body: str) -> None:
    """Draw a piece of our own HTML; nothing where there is none."""
    if body:
        st.html(html.Html(body))


def heading(text: str) -> str:
    """A heading as Streamlit's Markdown; its marked numbers lead to their evidence."""
    plain = ((_SIGNS.sub(r"\\\1", part), address) for part, address in parts(text))
    return "".join(f"[{part}]({address})" if address else part for part, address in plain)


def title(name: str, intro: str) -> None:
    """The page's heading and, in a sentence or two, what it answers."""
    st.title(heading(name), anchor=False)
    text(intro, html.tools(glossary.terms((intro,))))


def text(body: str, below: str = "") -> None:
    """A paragraph of text, and HTML of ours that belongs to it.

    One element where the text is plain; Markdown (a link, bold type) takes a second.
    """
    if any(sign in body for sign in ("](", "**")):
        st.markdown(body)
        draw_html(below)
    else:
        draw_html(html.paragraph(body) + below)


def table(key: str, data: Table, answers: Answer | Sequence[Answer], *, anchor: str = "",
          texts: Mapping[str, str] | None = None, title: str = "", subtitle: str = "",
          badges: Sequence[str | Badge] = (), missing: str | MissingData = "",
          folded: bool = False) -> None:  # fmt: skip
    """A table that stands for itself, with source line and download.

    ``key``, ``anchor``, ``badges``: as of a chart; title (``<key>_title``) and subtitle follow,
    filled with ``texts``. ``missing`` says why there is nothing to show. ``folded``: only its
    title is seen until somebody wants the rest.
    """
    locale, name = visit.locale(), anchor or _anchor(key)
    title = title or locale(f"{key}_title", **(texts or {}))
    subtitle = subtitle or _texts_of_key(key, locale, texts or {})["subtitle"]
    all_answers = [answers] if isinstance(answers, Answer) else list(answers)
    with st.container(key=f"table_{name}"):
        if not folded:
            st.header(heading(title), anchor=name)
        source_line, labels = html.source_line(all_answers, locale), _labels(badges)
        body = html.subtitle(subtitle)
        if labels and len(data) and not folded:
            shared_badges.draw(body, labels, glossary.items(labels))
            body = ""
        else:
            body += glossary.row(labels)
        terms = glossary.terms((subtitle, title, glossary.table_text(data)), sources=source_line)
        if len(data):
            keep(name, "table", data, all_answers, title=title, subtitle=subtitle, labels=labels)
            whole = len(data) <= 15
            body += html.hint(data, locale, whole=whole)
            body += html.table(data, title, whole=whole, captioned=False)
            links = html.data_links(files.links(all_answers[0], locale), locale)
            body += html.tools(links, html.collect(locale), source_line, terms, figure=name)
        else:
            body += nothing(missing) + html.tools(terms)
        draw_html(html.folded(title, body, name) if folded else body)
        if len(data):
            files.buttons(name, all_answers[0])


def head(subtitle: str, badges: Sequence[Badge]) -> None:
    """What stands between a finding and its picture: subject, concepts, and the terms explained."""
    draw_html(above_picture(subtitle, badges) + html.tools(glossary.terms((subtitle,))))


def above_picture(subtitle: str, badges: Sequence[Badge]) -> str:
    """Subject and concepts as text of the document; empty where there is nothing to say."""
    return html.subtitle(subtitle) + glossary.row(badges)


def twin(data: Table, caption: str, answer: Answer) -> str:
    """The figures of a picture as a table, folded, and links to the files of its answer."""
    locale = visit.locale()
    return html.twin(data, caption, files.links(answer, locale), locale)


def key_figures(figures: Sequence[KeyFigure], answers: Sequence[Answer],
                note: str = "") -> None:  # fmt: skip
    """A row of key figures with their sources below; ``note``: why one is not there, as text."""
    locale = visit.locale()
    cards, source_line = html.key_figures(figures), html.source_line(answers, locale)
    superseded_note = superseded.notes_html(answers, locale, newest=True)
    notes = "".join(
        f'<div class="cm-key">{text}</div>'
        for text in (html.with_code(note), superseded_note)
        if text
    )
    details = " ".join(figure.detail for figure in figures)
    newer = newer_figures.note_html(answers, locale, details, visit.current().explained)
    terms = glossary.terms((cards,), sources=source_line)
    collect, name = "", ""
    if answers and figures:
        visit.current().cards["cards"] += 1
        name = f"cards_{visit.current().cards['cards']}"
        collect = html.collect(locale)
        parts = ("label", "figure", "detail")
        rows = [(one.label, one.figure, one.detail) for one in figures]
        data = Table.of(locale, "block.card_", parts, rows, figures=("figure",))
        keep(name, "cards", data, answers, title=_cards_title(figures), notes=(newer, notes))
    tools = html.tools(collect, source_line, terms, figure=name)
    draw_html(cards + newer + notes + tools)


def _cards_title(figures: Sequence[KeyFigure]) -> str:
    """The first of some key figures as a sentence: what a row of them is called elsewhere."""
    first = figures[0]
    return joined("", (first.label, ": ", first.figure))


def empty(why: str | MissingData = "") -> None:
    """Say that nothing is known, and why; never draw it as zero."""
    draw_html(nothing(why))


def nothing(why: str | MissingData = "") -> str:
    """The same as text of the document."""
    locale = visit.locale()
    if isinstance(why, MissingData):
        return why.html
    text = html.with_code(f"{locale('block.empty')} {why}".strip())
    return f'<p class="cm-empty" role="note">{text}</p>'
