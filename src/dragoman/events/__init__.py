"""The same thing told twice, agreements, disagreements."""
