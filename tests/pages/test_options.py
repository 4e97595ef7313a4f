"""Whatever can be chosen on a page can be shown: no choice ends in an error."""

from __future__ import annotations

import pytest

from tests import visits
from tests.each import sample

pytestmark = pytest.mark.usefixtures("warehouse")
VIEWS = "views_"


@pytest.mark.parametrize("place", visits.PLACES)
def test_choices_of_a_row_and_the_last_of_a_list_are_shown(place: str) -> None:
    first = visits.visit(place)
    choices = [
        (widget.key, option)
        for widget in [*first.segmented_control, *first.selectbox]
        if not str(widget.key).startswith(VIEWS)
        for option in (widget.options if widget in first.segmented_control else widget.options[-1:])
    ]
    failed = []
    for key, option in sample(choices, 1):
        app = visits.visit(place)
        widgets = [*app.segmented_control, *app.selectbox]
        widget = next(one for one in widgets if one.key == key)
        failed += [(key, option, said) for said in visits.trouble(widget.set_value(option).run())]
    assert failed == []
