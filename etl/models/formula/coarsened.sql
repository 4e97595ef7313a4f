-- What was worked out, in whole numbers where its ends allow no digit behind the comma. What may have
-- one stays unrounded: whoever shows it rounds once, to one digit at most.
-- Reference: our rule, Daten & Methoden; rounding twice makes 0.65 of 0.647 and 0.7 of that.
(x, digits) as round(x, if(digits < 1, 0, 9))
