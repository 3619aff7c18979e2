"""The register: organisations, lists of them, and groups of the installation."""
