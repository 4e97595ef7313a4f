-- Code of a figure without its period, as links carry it: the codes of what makes it, by dots.
-- Reference: our rule; the same parts as the things of core.claim_ranked.
(indicator, region, counterpart, place, flow, mode, product_scheme, product, trade_system,
 china_scope, basis, adjustment, unit) as
  concat_ws('.', indicator, region, counterpart, place, flow, mode, product_scheme, product,
    trade_system, china_scope, basis, nullif(adjustment, 'none'), unit)
