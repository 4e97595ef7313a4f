-- How well a company is documented, from 0 to 100: two fifths for the share of seven facts that are known, three tenths each for different publishers (three give all) and for the age of the newest evidence (all up to the limit for fresh, nothing from the limit for worn out).
-- Reference: our own rule, Daten & Methoden; limits in data/reference/thresholds.csv.
(complete_pct, sources_pct, age_pct) as
  round(0.4 * complete_pct + 0.3 * sources_pct + 0.3 * age_pct)::integer
