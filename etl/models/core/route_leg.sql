-- Legs of the rail route, documented or only assumed.
-- leg: number of the leg
-- train_event_id: train that it is drawn for
-- documented: documented, not assumed
-- note_de: remark in German
-- note_en: remark in English
-- from_code: start
-- to_code: end @place
select * rename ("from" as from_code, "to" as to_code) from fed.route_leg order by leg
