"""Measured relations: series, similarity, ideal points, balance, phases, dynamics, forecasts.

`series` makes counts and scores of reports and datasets; then one module a measure: `similarity`,
`ideal_points`, `balance`, `phases`, `dynamics`, `forecast`, `ledger`.
"""
