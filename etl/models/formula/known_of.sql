-- Those of the sources of a row that were known, in their order. The list of all is handed in as
-- data: a lambda may not ask for it.
-- Reference: our rule for "Stand am", Daten & Methoden.
(source_ids, known) as list_transform([{'own': source_ids, 'known': known}],
  lambda one: list_filter(one.own, lambda id: list_contains(one.known, id)))[1]
