-- A remark of ours as it may stand on the day asked for: nothing when it names a later day, or what
-- came later without saying when. Remarks are as collected, their figures and events are not.
-- Reference: our rule for "Stand am", Daten & Methoden.
(words) as case
  when getvariable('as_of') is null then words
  when regexp_matches(words, '(?i)\b(später|spätere[nrs]?|inzwischen|later|since then|meanwhile)\b')
    then null
  when list_max(formula.named_days(words)) > formula.as_of() then null
  else words
end
