-- The concept in which a region's foreign trade is counted: Eurostat's for Germany in Comext, general
-- trade for imports of the Länder, else special trade. Asked wherever a series of trade is chosen.
-- Reference: Destatis, Qualitätsbericht Außenhandel; Eurostat, User guide on European statistics on international trade in goods.
(region, flow) as case
  when region = 'de_estat' then 'community'
  when starts_with(region, 'de-') and flow = 'import' then 'general'
  else 'special'
end
