"""UN Comtrade: answers of its open preview."""
