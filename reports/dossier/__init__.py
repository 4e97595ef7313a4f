"""A dossier as a file: what is stored of one firm, on one or two pages of PDF."""
