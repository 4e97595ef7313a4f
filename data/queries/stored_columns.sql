-- Which columns do the tables of the warehouse have, and what do they mean?
-- column_name: column
-- position: its place in the table
-- data_type: its type in DuckDB
-- meaning_de: what it means, in German, where it was said
-- meaning_en: what it means
select t.table_name, c.column_name,
  c.column_index as position, c.data_type, m.meaning_de, meaning_en
from core.stored_table t
join duckdb_columns() c on c.schema_name = t.schema_name and c.table_name = t.view_name
-- Without the kind of code and the formula that it ends with.
cross join lateral (select regexp_replace(c.comment, '( @[a-z_]+(\(.*\))?)+$', '') as meaning_en)
left join reference.meanings m on m.meaning = meaning_en
order by t.table_name, position
