-- How fresh evidence is, in percent: 100 up to evidence_months, 0 from evidence_worn_months on, in between evenly less; 0 without a date.
-- Reference: our own rule, Daten & Methoden; limits in data/reference/thresholds.csv.
(months) as case when months is null then 0 else 100 * greatest(0, least(1,
  (formula.threshold('evidence_worn_months') - months)
  / (formula.threshold('evidence_worn_months') - formula.threshold('evidence_months')))) end
