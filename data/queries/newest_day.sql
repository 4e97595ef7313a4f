-- On which day did anything dated become known last?
-- newest: that day; empty when nothing is known
select max(known_since) as newest from core.claim_ranked where known_since_precision <> 'read'
