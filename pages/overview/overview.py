from typing import Any

import streamlit as st

from pages._parts import blocks, disagreement, filters, findings, frame, news, rail_status

visit = frame.visit()
words, ask = visit.words, visit.ask
GAPS_SHOWN = 6

blocks.title(words("page.overview.title"), words("page.overview.intro"))

exports, imports = ask("trade_series", flow="export"), ask("trade_series", flow="import")
shares = ask("trade_position", measure="share_of_region_trade")
trains = ask("rail_trains")
newest, final = findings.newest(exports), findings.newest(exports, "final")
cards = findings.card("trade.nrw.key_export", exports, words)
if newest and final and newest.year != final.year:
    cards += findings.card("trade.nrw.key_export", exports, words, "final")
cards += findings.card("trade.nrw.key_import", imports, words)
cards += findings.card("trade.nrw.key_share_import", shares.where(flow="import"), words)
if trains:
    last = trains.tuples[-1]
    route = rail_status.route(last, trains, words)
    cards.append((words("overview.train"), words.day(last.date),
                  words("overview.train_detail", route=route)))  # fmt: skip
st.subheader(words("overview.now"), anchor="now")
blocks.key_figures(cards, [exports, imports, shares.where(flow="import"), trains], words)

since = filters.since("news_since", words)
told = ask("latest_publications", since=since, most=100) if since else ask("latest_publications")
undated = next(iter(ask("undated_sources")))
title = words("overview.news_title_none", date=words.date(since)) if since else ""
if told:
    first = told.tuples[0]
    publisher = told.sources.set_index("source_id").loc[first.source_id, "publisher"]
    title = words("overview.news_title", publisher=str(publisher),
                  date=words.known(first.known_since, first.known_since_precision))  # fmt: skip
blocks.table(
    "news",
    title or words("overview.news_title_empty"),
    news.table(told, words),
    told,
    words,
    subtitle=words("overview.news_subtitle"),
    missing=words("overview.news_none"),
)
if undated.sources_count:
    st.markdown(words("overview.undated", count=words.count("source", undated.sources_count),
                      date=words.date(undated.read_on)))  # fmt: skip

gaps = ask("gaps")


def has_gap(row: Any) -> bool:
    """Whether years are missing that one would expect."""
    return len(row.missing) + len(row.partial) > 0


lacking = gaps.having(has_gap)
blocks.table(
    "missing",
    words("overview.missing_title", count=words.number(len(lacking.rows))),
    disagreement.gaps(gaps.having(has_gap, most=GAPS_SHOWN), words),
    lacking,
    words,
    subtitle=words("overview.missing_subtitle"),
)
