-- Outlines of one layer of the maps.
-- $layer: which outlines in kreise|regierungsbezirke|ruhr|chamber_district|laender|eurasia = kreise
select code, name_de, name_en, note_de, note_en, geojson, attribution_de, attribution_en
from reference.boundaries
where layer = $layer
order by code
