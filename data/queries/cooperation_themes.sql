-- Which fields of cooperation are there, and what belongs to each?
-- theme: field of cooperation @theme
-- name_zh: its name in Chinese
-- source_id: who says so
select code as theme, label_zh as name_zh, what_de, what_en, source_id
from reference.themes
where source_id in (select source_id from core.known_source)
order by code
