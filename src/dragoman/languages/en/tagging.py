"""Which class each English word has in its sentence.

Classes, one character a token::

    d determiner  h possessive pronoun  # number  a adjective  J nationality  n noun  N name
    G agent noun  s 's  R pronoun  p preposition  o of  y by  t to  c and/or  u subordinator
    q relative/that  x be  H have  w do  m modal  ! not  r adverb  T time
    B base  Z third person  D past  E past or participle  P participle  I -ing
    , ; : . ( ) "
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.languages.parse import Word

__all__ = ["tag"]

# Classes that still depend on their neighbours when the word has no other.
_CONTEXTUAL = frozenset("PEIhqp")
_NOMINAL = frozenset("nNGJ")
_VERBAL = frozenset("BZDEPI")
_BEFORE_NOUN = frozenset("dhaJ#s")
# Verbs that take a gerund.
_PHASE = frozenset(
    [
        "start",
        "stop",
        "begin",
        "continue",
        "keep",
        "avoid",
        "resume",
        "finish",
        "deny",
        "consider",
        "admit",
        "risk",
        "suggest",
        "recommend",
        "involve",
        "include",
        "mean",
        "oppose",
        "favour",
        "favor",
        "enjoy",
        "mind",
        "quit",
        "cease",
        "halt",
        "end",
        "advocate",
        "propose",
        "discuss",
        "justify",
        "defend",
        "prevent",
    ]
)
# Behind a noun these open what it says: "a resolution **calling** on Libya to leave".
_SPEAKING = frozenset({"calling", "appealing", "asking", "aiming", "warning", "pressing", "pushing"})
# Prepositions that before a number say "nearly": "sent **around** 400 tanks", "killed **over** 30".
_CROWDS = frozenset({"dozens", "scores", "hundreds", "thousands", "millions", "tens of thousands", "many"})
_AFTER_CROWD = frozenset("DBZPExHmwp")
_NEARLY = frozenset({"about", "around", "over"})
_QUOTES = frozenset('"“”«»\u201e')
# Verbs of speech that are no event themselves; what is charged or threatened has frames of its own.
_SAYING = frozenset(
    [
        "added",
        "announced",
        "argue",
        "argued",
        "argues",
        "believe",
        "believes",
        "claim",
        "claimed",
        "claims",
        "confirmed",
        "declared",
        "estimate",
        "estimates",
        "explained",
        "explains",
        "insisted",
        "insists",
        "maintained",
        "note",
        "noted",
        "notes",
        "recalled",
        "recalls",
        "report",
        "reported",
        "reports",
        "said",
        "say",
        "says",
        "stated",
        "suspect",
        "think",
        "thinks",
        "told",
        "write",
        "writes",
        "wrote",
    ]
)
# Verbs of speech that far more often have an object than a clause: "will provide tons of food aid".
_RATHER_DO = frozenset(
    [
        "accept",
        "accepts",
        "accepted",
        "begin",
        "begins",
        "began",
        "continue",
        "continues",
        "continued",
        "hold",
        "holds",
        "held",
        "order",
        "orders",
        "propose",
        "proposes",
        "proposed",
        "provide",
        "provides",
        "provided",
        "publish",
        "publishes",
        "published",
        "put",
        "submit",
        "submits",
        "submitted",
        "teach",
        "teaches",
        "taught",
    ]
)
_BARE = frozenset({"help", "let"})
"""Verbs whose infinitive may stand without "to"."""
_SUBJECT = frozenset("dhaJ#sGnNoRc")
_PARTICLES = frozenset({"off", "down", "up", "out", "back", "aside"})
_RECIPROCAL = frozenset({"each other", "one another"})
_ADJECTIVAL = ("torial", "tional", "litical", "nomic", "matic")
"""Endings of adjectives that the lexicon takes for nouns."""
_STOOD = frozenset({"stood", "abided"})  # no passive: "stood by its ally"
_ATTRIBUTES = frozenset({"suspected", "alleged", "armed", "masked"})  # that stand before names
_DEEDS = frozenset({"shot", "thought"})  # nouns that look like participles
_MODAL_REACH = 8  # how far behind a modal its second verb can stand
_INVERTED = 5  # how far the verb of a question can stand behind "did"
_STANDALONE = frozenset({"this", "that", "these", "those", "both", "all", "many", "some", "most", "others"})
_STARTS_GROUP = frozenset("dhaJ#nNGRT")


def _last(words: Sequence[Word], i: int) -> str:
    """Lemma of the verb before the word, or an empty string."""
    verbs = words[i - 1].verbs if i else ()
    return verbs[0][0] if verbs else ""


def _next_tags(words: Sequence[Word], i: int) -> str:
    for j in range(i + 1, len(words)):
        tags = words[j].tags
        if tags[0] not in 'r"':
            return tags
    return "."


def tag(words: Sequence[Word]) -> str:
    """Choose one class for every word, from left to right.

    Parameters
    ----------
    words : sequence of Word, (n_tokens,)
        Names come in as words with the tag ``N``, ``J``, ``G`` or ``T``.

    Returns
    -------
    str, (n_tokens,)
    """
    out: list[str] = []
    prev = "."  # class of the last token that is neither adverb nor quote
    before = "."
    finite_open = False  # a finite verb has been seen in this clause
    clause = ""  # the word that opened this clause
    reporting = False  # that verb reports: "said" opens a clause of its own without a word
    for i, word in enumerate(words):
        tags = word.tags
        here = (
            tags
            if len(tags) == 1
            else _choose(word, tags, prev, words, i, finite_open and not reporting, clause)
        )
        if here == "d" and word.form in _CROWDS and _next_tags(words, i)[0] in _AFTER_CROWD:
            here = "n"  # "thousands rallied", "dozens were hurt"
        if here in _CONTEXTUAL:
            if here == "P" and prev in _BEFORE_NOUN and _next_tags(words, i)[0] in "nGNa":
                here = "a"  # "the stolen statue"
            if here == "E":
                here = (
                    "D"
                    if prev == "c" and before in "DPEZ"
                    else _participle(word, prev, words, i, finite_open and not reporting, out)
                )
            elif here == "I" and prev == "s" and _next_tags(words, i)[0] in "pout":
                here = "n"  # "Germany's backing for France"
            elif here == "I" and prev in "dhJ#" and ("n" in tags or _next_tags(words, i)[0] in "nGN"):
                here = "n" if "n" in tags and _next_tags(words, i)[0] not in "nGN" else "a"
            elif (
                here == "I"
                and prev in "BZDPE"
                and _next_tags(words, i)[0] == "n"
                and _last(words, i) not in _PHASE
            ):
                here = "a"  # "deliver devastating blows"
            elif here == "R" and prev == "#" and word.form == "others":
                here = "n"  # "seven others"
            elif here == "h" and word.form == "her" and not _STARTS_GROUP & set(_next_tags(words, i)[0]):
                here = "R"
            elif (
                here == "q" and word.form == "that" and prev in "pytoBZD" and _next_tags(words, i)[0] == "n"
            ) or (
                here == "p" and word.form in _NEARLY and prev in "BZDEPIpo" and _next_tags(words, i)[0] == "#"
            ):
                here = "d"
        out.append(here)
        if here not in 'r"':
            if here in "BZD" or (here in "xHwm"):
                finite_open = True
                reporting = here in "BZD" and word.weight == 2 and word.form not in _RATHER_DO
            elif here in "PE" and prev in "xH":
                reporting = word.weight == 2 and word.form not in _RATHER_DO
            elif here in "uq":
                finite_open, clause, reporting = False, here, False
            elif here == "t" and prev in "BZDPE":
                reporting = False  # "promised to ...": no clause of its own opens
            elif here in ";.:" or (here == "," and prev in "BZDE"):
                finite_open = False
            if here != "!" or prev not in "mwxH":
                before, prev = prev, here  # "will not release": the verb still follows its auxiliary
    return "".join(out)


def _choose(
    word: Word, tags: str, prev: str, words: Sequence[Word], i: int, finite_open: bool, clause: str
) -> str:
    verb = next((t for t in tags if t in _VERBAL), "")
    if "G" in tags or "N" in tags or "J" in tags:
        name = next(t for t in tags if t in "GNJ")
        if not verb or prev not in "tmw":
            return name
        return verb if prev in "mw" or verb == "B" else name
    nominal = "n" if "n" in tags else ("a" if "a" in tags else "")
    if not verb:
        if nominal and "a" in tags and "n" in tags:
            following = _next_tags(words, i)[0]
            if prev == "x" and word.adj:
                return "a"  # "is due in the capital"
            return "a" if following in "nGNaJI" or prev in "nNG" else "n"
        if tags[0] in "prducn#" and nominal and prev in "dhaJs" and tags[0] != "#":
            return nominal
        return tags[0]
    following = _next_tags(words, i)
    follow = following[0]
    if tags[0] in "pr" and "B" in tags:
        return "B" if prev in "tmw" else tags[0]  # "to back the plan" against "came back"
    if tags[0] in "up":
        # "Britain provided weapons", "they were following orders" against "provided that", "following the"
        if (verb == "E" and prev in "NGnRc" and follow not in "qu" and not finite_open) or prev in "xH":
            return verb
        return tags[0]
    if "B" in tags and ("E" in tags or "D" in tags) and prev in "NGn" and not finite_open:
        particle = i + 1 < len(words) and words[i + 1].form in _PARTICLES
        if follow in "dhNJRG#na" or particle:
            return "D"  # "Germany cut aid", "Ankara cut off supplies"
    if verb in "DP" and not nominal:
        return "P" if "P" in tags and prev in "xH" else ("D" if "D" in tags else "P")
    if prev in _BEFORE_NOUN and nominal:
        if verb == "E" or verb == "P" or verb == "I":
            return "a" if follow in "nGNaJ" else ("a" if "a" in tags else verb)
        if prev == "#" and verb == "B":
            return "n"
        return nominal
    if prev in "mw":
        return verb if "B" not in tags else "B"
    if prev == "t":
        if "B" in tags and follow == "B":
            return "r"  # "to further deepen"
        return "B" if "B" in tags else nominal or verb
    if prev in "xH":
        for kind in "PEI":
            if kind in tags:
                return kind
        if prev == "x" and word.adj:
            return "a"  # "is open to talks"
        return nominal or verb
    if prev in "po" or prev == "y":
        if "I" in tags and follow in "dhNJRG#":
            return "I"
        return nominal or verb
    if verb == "I" and prev == "n" and follow == "p" and word.form in _SPEAKING:
        return "I"
    if verb == "I":
        return "I" if not nominal or follow in "dhNJRG#t" else "n"
    if verb in "EP":
        return verb
    if not nominal:
        return verb
    if prev == "R" and words[i - 1].form in _RECIPROCAL:
        return nominal  # "promised each other help"
    if prev in "Rq" or (prev == "!" and not finite_open):
        return verb
    if verb == "B" and prev in "NG" and i <= _INVERTED and words[0].tags[0] in "wm":
        return "B"  # "Did Turkey attack Armenia?"
    if prev in "NGn":
        if word.weight == 2 and verb in "BZ" and finite_open and _is_tail(words, i, follow):
            return verb  # "..., officials say"
        if verb == "Z":
            if follow in ".," and i > 1 and words[i - 2].tags[0] == "p" and _earlier_finite(words, i):
                return nominal  # "ordered the arrest of a banker on fraud charges"
            if prev == "n" and follow in "pot" and not finite_open and _finite_before_comma(words, i):
                return nominal  # "mass protests against the president shook", "a pledge of new loans to"
            sure = follow in "DxHm" or (
                follow == "E" and i + 2 < len(words) and words[i + 2].tags[0] in "Ndh"
            )
            if sure and not finite_open and word.weight < 2:
                return nominal  # "NATO allies condemned Russia"
            if tags[0] == "Z" and not finite_open:
                return "Z"
            agent = prev in "NG"
            if i > 1 and words[i - 2].tags[0] in "hJ" and words[i - 1].form.endswith(_ADJECTIVAL):
                return nominal  # "gave up their territorial claims on"
            particle = i + 1 < len(words) and words[i + 1].form in _PARTICLES
            if particle and not finite_open and not _later_finite(words, i):
                return "Z"  # "War breaks out between ..."
            if follow in "dhNJRGt#q" or words[i].weight == 2:
                return nominal if finite_open else "Z"
            if follow in "na" and agent and not finite_open and not _later_finite(words, i):
                return "Z"  # "Canada pledges aid"
            if follow in "po" and agent and not finite_open and not _later_finite(words, i):
                return "Z"
            return nominal
        if verb == "B" or verb == "D":
            if verb == "B" and follow in "dhJ#NaGnr.p" and _helped(words, i):
                return "B"  # "helps Bangladesh repair its dykes", "let the sailors go"
            before = words[i - 1] if i else None
            if i > 1 and prev == "G" and words[i - 2].tags[0] in "po" and not (before and before.plural):
                return nominal  # "asked for military help"
            if verb == "B" and i > 1 and words[i - 2].form in ("a", "an"):
                return nominal  # "held a military exercise"
            plural = before is not None and (before.plural or before.tags[0] == "G" or _plural_head(words, i))
            if verb == "D" and "B" not in tags:
                return "D"
            if follow == "E" and i + 2 < len(words) and words[i + 2].tags[0] in "nJNG":
                follow = "a"  # "the Swedes reject proposed changes"
            if plural and not finite_open and follow in "dhNJRGt#qnapy" and not _later_finite(words, i):
                return "B"
            if plural and not finite_open and word.weight == 2 and tags[0] == "B" and follow in "dhNJRG#n,":
                return "B"  # "Witnesses say soldiers attacked", "France, officials say, has left"
            joined = i > 1 and (words[i - 2].tags[0] == "c" or (i == 3 and words[1].form == ","))
            pair = joined and words[i - 1].tags[0] in "NG"
            if pair and not finite_open and follow in "dhNJRGt#qnapyT" and not _later_finite(words, i):
                return "B"  # "Turkey and Azerbaijan sign the declaration"
            if tags[0] == "B" and not finite_open and follow in "dhNJRGt#q" and not _later_finite(words, i):
                return "B"
            if verb == "B" and not finite_open and follow in "dhR" and "q" in clause:
                return "B"  # "demanded that Israel withdraw its troops"
            mandative = (
                "q" in clause and prev in "NG" and (follow in "na" or (tags[0] == "B" and follow in ".,"))
            )
            if verb == "B" and mandative and not finite_open and not _later_finite(words, i):
                return "B"  # "insisted that Macedonia hold new elections"
            if "D" in tags and follow in "dhNJRG#" and not finite_open:
                return "D"
            return nominal
    if prev == "T" and verb in "BZ" and word.weight == 2 and follow == "q" and not finite_open:
        return verb  # "the telegram of 4 May reports that"
    if prev == "c" and finite_open and follow in "dhNJRG#t":
        return verb
    if prev == "," and verb == "Z" and word.form in _SAYING and follow in "dhNJG":
        return verb  # "..., says the minister", "In 1920, writes the historian, ..."
    if prev == "c" and verb == "B" and follow in "dh" and _after_modal(words, i):
        return "B"  # "will establish relations and open their border"
    return nominal


def _after_modal(words: Sequence[Word], i: int) -> bool:
    """Whether a modal stands shortly before the word, in the same clause."""
    for word in reversed(words[max(0, i - _MODAL_REACH) : i]):
        if word.tags[0] in "quxHD;:.":
            return False
        if word.tags[0] in "mw":
            return True
    return False


def _is_tail(words: Sequence[Word], i: int, follow: str) -> bool:
    """Whether a verb of speech and its subject end the clause behind a comma: "..., officials **say**"."""
    if follow not in "pT.,;" or words[i].form not in _SAYING:
        return False
    j = i - 1
    while j > 0 and words[j].tags[0] in _SUBJECT:
        j -= 1
    return 0 < j < i - 1 and words[j].tags[0] in ',"' and not _later_finite(words, i)


def _plural_head(words: Sequence[Word], i: int) -> bool:
    """Whether the word before the last preposition is a plural: "workers in Brazil call"."""
    for j in range(i - 2, max(-1, i - 6), -1):
        if words[j].tags[0] in "po":
            return j > 0 and (words[j - 1].plural or words[j - 1].tags[0] == "G")
    return False


def _earlier_finite(words: Sequence[Word], i: int) -> bool:
    """Whether a word that can be a finite verb comes before, in the same clause."""
    for word in reversed(words[:i]):
        if word.tags[0] in "quc;:.":
            return False
        if word.tags[0] in "xHmDE":
            return True
    return False


def _helped(words: Sequence[Word], i: int) -> bool:
    """Whether a verb stands before the name or the people before the word whose infinitive has no "to"."""
    before = words[i - 1]
    if before.tags[0] not in "NG" and not before.plural:
        return False
    for word in reversed(words[max(0, i - 5) : i - 1]):
        if any(lemma in _BARE for lemma, _, _ in word.verbs):
            return True
        if word.tags[0] not in "dhaJ#n":
            return False
    return False


def _later_finite(words: Sequence[Word], i: int) -> bool:
    """Whether a sure finite verb comes later, before the next clause opens."""
    before = "."
    held = False
    for word in words[i + 1 :]:
        first = word.tags[0]
        if first in "quc;:.":
            return False
        if first in "xHwmD" or (held and word.form != "by"):
            return True
        # "imposed by" is no finite verb
        held = first == "E" and before in "nNGT"
        before = first
    return held


def _finite_before_comma(words: Sequence[Word], i: int) -> bool:
    """Whether a sure finite verb comes later in the same breath, before any comma."""
    stop = next((j for j in range(i + 1, len(words)) if words[j].tags[0] == ","), len(words))
    return _later_finite(words[:stop], i)


def _participle(
    word: Word, prev: str, words: Sequence[Word], i: int, finite_open: bool, out: Sequence[str]
) -> str:
    """Tell a finite past form from a participle; ``E`` stays where it is the clause's verb.

    ``finite_open``: the clause has its finite verb already, and that verb reports nothing.
    """
    if prev in "xH":
        return "P"
    follow = _next_tags(words, i)[0]
    if word.weight == 2 and (words[i - 1].form in _QUOTES or (prev in "nNGR" and _is_tail(words, i, follow))):
        return "D"  # '"...," said the president'; "..., the minister said on Monday"
    if follow in "nGNJ" and (prev == "u" or (word.form in _ATTRIBUTES and prev in "qcypot,")):
        return "a"  # "when suspected Hamas men attacked"
    if prev == "d" and words[i - 1].form in _STANDALONE and follow in "dhNJG#R" and not finite_open:
        return "D"  # "This included Azerbaijan's accession"
    if prev == "#" and follow not in "nGNaJI" and not finite_open and not _later_finite(words, i):
        return "D"  # "the two signed a treaty", against "the two arrested on Monday were freed"
    if prev == "," and follow == "y" and not finite_open:
        return "P"  # "Japan, backed by Australia, condemned"
    if prev == "d" and words[i - 1].form == "the" and follow in "po,.;":
        return "n"  # "treated the wounded"
    if prev in "dha" and word.form in _DEEDS:
        return "n"  # "took a parting shot at the mayor"
    if prev in "dhaJ#s" or (
        (prev in "pcoyt,BZDPI" and follow in "nG") or (prev in "BZD" and follow == "J" and finite_open)
    ):
        return "a" if follow in "nGNaJI" else "E"
    if prev == ".":
        return "a" if follow in "nGN" else "P"  # "armed men" against "armed by"
    if prev in "nNGJ":
        by_follows = (
            word.form not in _STOOD
            and i + 2 < len(words)
            and words[i + 1].form == "by"
            and words[i + 2].tags[0] in "NGJdh#"
        )
        if by_follows:
            return "P"
        if finite_open and prev in "nG" and follow in "poya" and not _zero_relative(out):
            return "P"
        if finite_open and prev == "N" and follow in "po" and words[i - 1].plural:
            return "P"  # "indicted two Canadians accused of fraud"
        if follow in "po" and _later_finite(words, i) and prev in "nG" and not _has_object(words, i):
            return "P"
    return "D"


def _has_object(words: Sequence[Word], i: int) -> bool:
    """Whether a particle and an object stand behind a form: "rebels shot **down a jet** as it landed"."""
    return i + 2 < len(words) and words[i + 1].form in _PARTICLES and words[i + 2].tags[0] in _STARTS_GROUP


def _zero_relative(out: Sequence[str]) -> bool:
    """Whether two groups meet without a word between them: "the congressman **the rebels** held"."""
    i = len(out) - 1
    while i >= 0 and out[i] in "nNGJa#s":
        i -= 1
    return i > 0 and out[i] in "dh" and out[i - 1] in "nNG"
