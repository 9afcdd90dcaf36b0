"""Speed, measured against a named baseline in the same run: `make bench`, or `python -m benchmarks`."""
