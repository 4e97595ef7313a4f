-- A sum of money per head, in whole hundreds of euros, from millions of euros.
-- Reference: ordinary rate; no finer, since both are rounded and of different counts.
(meur, heads) as round(1e6 * meur / nullif(heads, 0), -2)
