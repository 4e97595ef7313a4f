-- Unit value: what a kilogram of goods is worth, in euros, from millions of euros and tonnes.
-- Reference: unit value as in UN, International Merchandise Trade Statistics: Compilers Manual.
(meur, tonnes) as 1000.0 * meur / nullif(tonnes, 0)
