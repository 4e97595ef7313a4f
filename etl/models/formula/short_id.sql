-- A claim's id as links carry it: the first twelve signs of its MD5.
-- Reference: our rule; RFC 1321 for the digest. core.claim refuses two claims with one short id.
(claim_id) as md5(claim_id)[:12]
