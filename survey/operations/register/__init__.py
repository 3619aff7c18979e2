"""The register of organisations: its entries, files of them, lists, and choosing recipients from it."""
