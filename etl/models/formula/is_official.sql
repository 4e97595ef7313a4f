-- Whether a publisher of this level is a statistical office, its table read there or elsewhere.
(publisher_level) as publisher_level <= 2
