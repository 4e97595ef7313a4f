-- Outlines of one layer of the maps.
-- $layer: which outlines in kreise|regierungsbezirke|ruhr|chamber_district|laender|eurasia = kreise
-- code: code of the area
-- name_de: name in German
-- name_en: name in English
-- note_de: remark in German
-- note_en: remark in English
-- geojson: outline as GeoJSON geometry, longitude and latitude
-- attribution_de: line to be shown under the map, in German
-- attribution_en: line to be shown under the map, in English
select code, name_de, name_en, note_de, note_en, geojson, attribution_de, attribution_en
from reference.boundaries
where layer = $layer
order by code
