"""The grammar that Russian and Ukrainian share; what differs is data in their folders.

A language of this family has ``paradigms/`` beside the files of every pack: ``letters.tsv`` (folding and
suffixes), ``endings.tsv`` (ending tables), ``regular.tsv`` (which lemma takes which tables), ``changes.tsv``
(stem changes that rules of it name), ``nouns.tsv``, ``verbs.tsv``, ``prefixes.tsv``, ``aspect.tsv``
(exceptions), ``words.tsv`` (further words to inflect), ``guess.tsv`` (what an unknown word's ending says).
"""
