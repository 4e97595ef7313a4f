"""Which legal entity of GLEIF a firm of ours is: found by rule, decided by people where unsure."""
