-- When new figures of each published table are to be expected, as its publisher says.
-- source: name of the data set
-- table_code: its publisher's code
-- title: title of the table
-- title_en: the same in English
-- publisher: who publishes it
-- url: its page
-- rhythm: kind of period that its new figures are of: day, month, quarter, year, five_years; missing where nobody says
-- lag_days: days from the end of a period to its figures, at the latest; missing where nobody says
-- tolerance_days: days more before they count as overdue
-- has_ended: its publisher continues it no more
-- is_fetched: the program fetches it; else its states are brought by hand
select source, table_code, title, title_en, publisher, url, rhythm, lag_days, tolerance_days, has_ended, is_fetched
from fed.release_rule
order by source
