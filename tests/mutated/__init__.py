"""Inputs mutated at random, with what must hold of each: see ``tests.mutated.kind``."""
