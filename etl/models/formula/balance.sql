-- Balance of two directions, from -1 (all to the east) over 0 (even) to 1 (all to the west).
-- Reference: normalised balance (x - m) / (x + m), as for trade.
(west, east) as (west - east)::double / nullif(west + east, 0)
