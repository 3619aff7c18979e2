"""The register of organisations: pages of the list, one organisation, importing, and distribution lists."""
