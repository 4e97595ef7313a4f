-- Whether two figures agree when each is read as rounded and qualified: their bounds touch. An open
-- bound is empty. Bounds are doubles: a hair's breadth apart is still touching.
-- Reference: our rule, "rounded equal is equal"; Daten & Methoden explains it.
(low, high, other_low, other_high) as
  coalesce(other_high >= low - 1e-9 * greatest(abs(low), abs(other_high)), true)
  and coalesce(other_low <= high + 1e-9 * greatest(abs(high), abs(other_low)), true)
