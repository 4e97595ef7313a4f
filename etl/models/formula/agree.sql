-- Whether two figures agree when each is read as rounded and qualified: their bounds overlap. Bounds
-- that only touch belong to neighbours, as 63 and 64 do, unless one figure is no range at all. An
-- open bound is empty. Bounds are doubles: a hair's breadth is no overlap.
-- Reference: our rule, "rounded equal is equal"; Daten & Methoden explains it.
(low, high, other_low, other_high) as
  coalesce(other_high - low >= if(low = high or other_low = other_high, -1, 1)
    * 1e-12 * greatest(abs(low), abs(other_high)), true)
  and coalesce(high - other_low >= if(low = high or other_low = other_high, -1, 1)
    * 1e-12 * greatest(abs(high), abs(other_low)), true)
