"""The documents, and the programs that stand beside them."""
