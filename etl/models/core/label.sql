-- Labels of all codes in both languages, by kind of code.
-- kind: kind of code
-- code: code
-- label_de: label in German
-- label_en: label in English
select 'region' as kind, code, name_de as label_de, name_en as label_en from reference.regions
union all by name select 'place' as kind, code, name_de as label_de, name_en as label_en
  from reference.places
union all by name select 'place' as kind, code, name_de as label_de, name_en as label_en
  from reference.cities where code not in (select code from reference.places)
union all by name select 'city' as kind, code, name_de as label_de, name_en as label_en
  from reference.cities
union all by name select 'kreis' as kind, k.ags as code, k.name_de as label_de, r.name_en as label_en
  from reference.kreise k join reference.regions r on r.ags = k.ags
union all by name select 'indicator' as kind, code, label_de, label_en from reference.indicators
union all by name select 'unit' as kind, code, label_de, label_en from reference.units
union all by name select 'product' as kind, code, label_de, label_en from reference.products
-- Products that a fetched table names itself: its publisher's words, in both languages.
union all by name select 'product' as kind, code, regexp_extract(code, '[0-9]+') || ' ' || name as label_de,
  label_de as label_en from fed.product_name
union all by name select 'basis' as kind, code, label_de, label_en from reference.bases
union all by name select 'sector' as kind, code, label_de, label_en from reference.sectors
union all by name select 'status' as kind, code, label_de, label_en from reference.statuses
union all by name select 'entry_mode' as kind, code, label_de, label_en from reference.entry_modes
union all by name select 'owner_scope' as kind, code, label_de, label_en
  from reference.owner_scopes
union all by name select 'coverage' as kind, code, label_de, label_en from reference.coverages
union all by name select 'exception_reason' as kind, code, label_de, label_en
  from reference.exception_reasons
union all by name select 'ownership_relation' as kind, code, label_de, label_en
  from reference.ownership_relations
union all by name select 'ultimate_reason' as kind, code, label_de, label_en
  from reference.ultimate_reasons
union all by name select 'event_kind' as kind, code, label_de, label_en from reference.event_kinds
union all by name select 'event_phase' as kind, code, label_de, label_en
  from reference.event_phases
union all by name select 'expected' as kind, code, label_de, label_en from reference.expected
union all by name select 'theme' as kind, code, label_de, label_en from reference.themes
union all by name select 'value_basis' as kind, code, label_de, label_en
  from reference.value_bases
union all by name select 'stake_text' as kind, code, label_de, label_en from reference.stake_texts
union all by name select 'terminal' as kind, code, label_de, label_en from reference.terminals
union all by name select 'nst2007' as kind, code, label_de, label_en from reference.nst2007
union all by name select 'assumption' as kind, code, label_de, label_en from reference.assumptions
union all by name select 'corridor' as kind, code, label_de, label_en from reference.corridors
union all by name select 'threshold' as kind, code, label_de, label_en from reference.thresholds
union all by name select 'alert_series' as kind, code, label_de, label_en
  from reference.alert_rates
union all by name select 'report_kind' as kind, code, label_de, label_en
  from reference.report_kinds
union all by name select 'report_field' as kind, code, label_de, label_en
  from reference.report_fields
order by kind, code
