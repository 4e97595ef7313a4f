-- A remark of ours as it may stand on the day asked for: nothing when it names a later day, or what
-- came later without saying when. Remarks are as collected, their figures and events are not.
-- Reference: our rule for "Stand am", Daten & Methoden; the days are in formula.said_from.
(words) as case
  -- Asked first: without a day every remark stands, and none of them is read.
  when getvariable('as_of') is null then words
  when formula.said_from(words) > formula.as_of() then null
  else words
end
