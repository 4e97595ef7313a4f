from charts.maps.kreise import kreis_map
from pages.companies import _kreise
from ui import components, filters, html
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
TEXTS = _kreise.TEXTS

measure = filters.one_of("shown", list(_kreise.MEASURES), as_list=True,
                         label=lambda code: locale(f"{TEXTS}.measure.{code}"))  # fmt: skip
question, shading = _kreise.MEASURES[measure]
answer = ask("kreis_measures", measure=question)
outlines = [ask("boundaries", layer=layer) for layer in ("kreise", "laender")]
title = _kreise.title(answer, measure, locale)
picture = kreis_map(
    answer, locale, title=title, layers=outlines, shading=shading,
    texts=tuple(_kreise.figure_text(row, measure, locale, is_brief=True) for row in answer),
    table=_kreise.table(answer, measure, locale),
)  # fmt: skip
components.chart(
    "kreise_map", answer, picture, title=title, badges=_kreise.BADGES[measure],
    notes=[_kreise.key(answer, measure, locale), locale(f"{TEXTS}.{measure}_note"),
           html.attribution(locale.pick(next(iter(outlines[0])), "attribution"))],
)  # fmt: skip
