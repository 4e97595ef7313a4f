"""GENESIS-Online: requests and answers."""
