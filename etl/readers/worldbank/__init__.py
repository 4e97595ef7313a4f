"""World Bank: answers on one indicator."""
