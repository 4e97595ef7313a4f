-- Which columns do the tables of the warehouse have, and what do they mean?
-- table_name: table
-- column_name: column
-- position: its place in the table
-- data_type: its type in DuckDB
-- meaning_de: what it means, in German, where it was said
-- meaning_en: what it means
select if(c.table_name = 'claim_ranked', 'claim', c.table_name) as table_name, c.column_name,
  c.column_index as position, c.data_type, m.meaning_de, meaning_en
from duckdb_columns() c
-- Without the kind of code that it ends with.
cross join lateral (select regexp_replace(c.comment, ' @[a-z_]+$', '') as meaning_en)
left join reference.meanings m on m.meaning = meaning_en
where c.schema_name in ('core', 'reference')
  and (c.table_name = 'claim_ranked' or c.table_name <> 'claim'
    and c.table_name in (select table_name from duckdb_tables()))
order by table_name, position
