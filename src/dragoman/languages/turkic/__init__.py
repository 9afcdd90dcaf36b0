"""The engine that Turkish and Azerbaijani share: suffix grammar, words, groups, clauses, dates.

Each language is a folder of data beside this one; its modules only name the engine's parts.
"""
