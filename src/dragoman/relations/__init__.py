"""Measured relations: similarity, ideal points, balance, phases, dynamics, forecasts.

One module a measure: `similarity`, `ideal_points`, `balance`, `phases`, `dynamics`, `forecast`, `ledger`.
"""
