-- Whether a publisher of this rung is a statistical office, its table read there or elsewhere.
(publisher_level) as publisher_level <= 2
