-- The first rung of the precedence on which a claim that is shown and another on the same thing differ.
-- Reference: our order of precedence, formula.precedence_key; Daten & Methoden.
(shown, other) as case
  when ((shown).confidence = 'low') <> ((other).confidence = 'low') then 'low_confidence'
  when (shown).evidence_level <> (other).evidence_level then 'evidence'
  when (shown).confidence <> (other).confidence then 'confidence'
  when (shown).publisher_level <> (other).publisher_level then 'publisher'
  when case (shown).status when 'unknown' then 'provisional' else (shown).status end
    <> case (other).status when 'unknown' then 'provisional' else (other).status end then 'status'
  when ((shown).known_since_precision = 'read') <> ((other).known_since_precision = 'read')
    or (shown).known_since <> (other).known_since then 'known_since'
  when ((shown).evidence_kind = 'computed') <> ((other).evidence_kind = 'computed') then 'own'
  else 'source'
end
