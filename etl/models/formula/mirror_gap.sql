-- Mirror asymmetry: how much more the importing side reports than the exporting one, in percent of
-- the middle of both, once freight and insurance (in percent of the export) are added to the export.
-- Reference: Fortanier (OECD, 2017), asymmetries in merchandise trade and the cif/fob margin.
(import_cif, export_fob, freight_pct) as 100.0 * (import_cif - export_fob * (1 + freight_pct / 100))
  / nullif(0.5 * (import_cif + export_fob * (1 + freight_pct / 100)), 0)
