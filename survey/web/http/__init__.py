"""What holds for requests and responses of every page: proxies in front, caches, files that are always the same."""
