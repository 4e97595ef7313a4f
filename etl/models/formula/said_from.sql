-- First day on which a remark of ours may stand: the last day that it names, and never on an earlier
-- day where it says that something came later; empty where it may stand on any day.
-- Reference: our rule for "Stand am", Daten & Methoden; the one place where it is written.
(words) as case
  when regexp_matches(words, '(?i)\b(später|spätere[nrs]?|inzwischen|later|since then|meanwhile)\b')
    then date '9999-12-31'
  else list_max(formula.named_days(words))
end
