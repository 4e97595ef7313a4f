-- Tables that can be taken away whole, and where their rows known at the date asked for are read:
-- from the view that knows them, where there is one. The office's own list is none of them.
-- @view
-- table_name: table
-- schema_name: core (figures and events) or reference (codes and their labels)
-- comment: what it holds
-- view_name: table or view that is read
-- is_dated: its rows depend on the day; codes and their labels are those of this edition
select t.table_name, t.schema_name, t.comment, coalesce(v.view_name, t.table_name) as view_name,
  v.view_name is not null
    or t.table_name in (select table_name from duckdb_columns() where column_name = 'known_since')
    as is_dated
from duckdb_tables() t
left join duckdb_views() v on v.schema_name = 'core' and t.schema_name = 'core'
  and v.view_name = case t.table_name when 'claim' then 'known_claim'
    when 'company' then 'known_company' when 'event' then 'known_event'
    when 'entity' then 'known_entity' when 'entity_event' then 'known_entity_event'
    when 'entity_name' then 'known_entity_name'
    when 'ownership_edge' then 'known_ownership_edge'
    when 'route_leg' then 'known_route_leg' when 'route_point' then 'known_route_point' end
where t.schema_name in ('core', 'reference') and t.table_name <> 'own_company'
