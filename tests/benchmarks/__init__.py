"""What things cost: `python -m tests.benchmarks [--only NAME] [--json FILE]`. Not part of the tests."""
