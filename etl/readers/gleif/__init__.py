"""GLEIF, the register of legal entity identifiers (LEI): its API and its golden copy."""
