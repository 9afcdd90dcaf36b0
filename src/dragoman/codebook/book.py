"""A codebook that can be asked: which codes are legal, what they mean, what they come to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dragoman.codebook.code import Code, unknown_code
from dragoman.codebook.scheme import AuxRule, Context, EventClass, FineRule, Mode, Quad, Resolution, Sector

__all__ = ["Codebook"]


@dataclass(frozen=True)
class Codebook:
    """One version of a coding scheme; every look-up of a code that it lacks raises.

    Get one with :func:`dragoman.codebook.load`.
    """

    id: str
    """Versioned name, as written into rows: ``plover-1.3``."""
    name: str
    title: str
    version: str
    source: str
    licence: str
    classes: tuple[EventClass, ...]
    contexts: tuple[Context, ...]
    sectors: tuple[Sector, ...]
    special_codes: tuple[Sector, ...]
    quads: tuple[Quad, ...]
    aux: tuple[str, ...]
    aux_rules: tuple[AuxRule, ...]
    fine_rules: tuple[FineRule, ...]
    merges: Mapping[str, str] = field(default_factory=dict)
    """Classes of the parent scheme that are one class here."""
    otherwise: Mapping[str, str] = field(default_factory=dict)
    """Rules of the parent scheme that are read otherwise here, and the class they come to."""
    by_mode: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """Of these, the rules that hold for a whole (class, mode) of the parent scheme."""

    _classes: dict[str, EventClass] = field(init=False, repr=False, compare=False)
    _modes: dict[str, dict[str, Mode]] = field(init=False, repr=False, compare=False)
    _contexts: dict[str, Context] = field(init=False, repr=False, compare=False)
    _rules: dict[str, FineRule] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        put = object.__setattr__
        put(self, "_classes", {cls.id: cls for cls in self.classes})
        put(self, "_modes", {cls.id: {mode.id: mode for mode in cls.modes} for cls in self.classes})
        put(self, "_contexts", {context.id: context for context in self.contexts})
        put(self, "_rules", {rule.id: rule for rule in self.fine_rules})

    @property
    def ids(self) -> tuple[str, ...]:
        """The classes' ids in the order of the scheme."""
        return tuple(self._classes)

    @property
    def context_ids(self) -> tuple[str, ...]:
        """The contexts' ids in the order of the scheme."""
        return tuple(self._contexts)

    def __contains__(self, event: object) -> bool:
        return event in self._classes

    def cls(self, event: str) -> EventClass:
        """Return a class.

        Raises
        ------
        CodebookError
            If the scheme has no such class; the message lists those it has.
        """
        found = self._classes.get(event)
        if found is None:
            raise unknown_code("event", event, self._classes, book=self.id)
        return found

    def code(self, event: str) -> Code:
        """Return the id as a :class:`Code`, which refuses to be compared with an impossible one."""
        return Code(self.cls(event).id, frozenset(self._classes), self.id)

    def modes(self, event: str) -> tuple[Mode, ...]:
        """Return the modes of a class; empty where it has none."""
        return self.cls(event).modes

    def mode_ids(self, event: str) -> tuple[str, ...]:
        """Return the ids of the modes of a class."""
        self.cls(event)
        return tuple(self._modes[event])

    def mode(self, event: str, mode: str) -> Mode:
        """Return one mode of a class.

        Raises
        ------
        CodebookError
            If there is no such class, or no such mode of it.
        """
        self.cls(event)
        found = self._modes[event].get(mode)
        if found is None:
            raise unknown_code(f"mode of {event}", mode, self._modes[event], book=self.id)
        return found

    def context(self, context: str) -> Context:
        """Return a context; raises :class:`CodebookError` where there is none of that id."""
        found = self._contexts.get(context)
        if found is None:
            raise unknown_code("context", context, self._contexts, book=self.id)
        return found

    def check(self, event: str, mode: str | None = None, contexts: Iterable[str] = ()) -> None:
        """Raise unless class, mode and contexts are legal together.

        Parameters
        ----------
        event : str
        mode : str or None
            A mode of that class.
        contexts : iterable of str
            Any contexts; they go with every class.

        Raises
        ------
        CodebookError
            At the first code that is not legal; the message lists the legal ones.
        """
        self.cls(event)
        if mode is not None:
            self.mode(event, mode)
        for context in contexts:
            self.context(context)

    def contexts_of(self, event: str, mode: str | None, contexts: Iterable[str] = ()) -> tuple[str, ...]:
        """Return the contexts, sorted, with the one that the mode brings with it."""
        self.check(event, mode, held := tuple(contexts))
        added = self.mode(event, mode).adds_context if mode is not None else None
        return tuple(sorted({*held, added} if added else set(held)))

    def score(self, event: str) -> float:
        """Return the score between conflict (-10) and cooperation (+10)."""
        return self.cls(event).score

    def quad(self, event: str) -> int:
        """Return the quad: 1, 2 verbal and material cooperation, 3, 4 verbal and material conflict."""
        found = self._classes.get(event)
        return found.quad if found is not None else self.cls(event).quad

    def requires_recipient(self, event: str) -> bool:
        """Return whether the class makes no sense without a recipient."""
        return self.cls(event).requires_recipient

    def label(self, event: str, language: str) -> str:
        """Return the class's name in a language (ISO 639-1).

        Raises
        ------
        CodebookError
            If there is no such class, or no label in that language.
        """
        labels = self.cls(event).labels
        if language not in labels:
            raise unknown_code(f"label of {event} in language", language, labels, book=self.id)
        return labels[language]

    def rule(self, rule: str) -> FineRule:
        """Return a fine rule; raises :class:`CodebookError` where there is none of that id."""
        found = self._rules.get(rule)
        if found is None:
            raise unknown_code("fine rule", rule, self._rules, book=self.id)
        return found

    def resolve_aux(self, event: str, aux: Iterable[str], *, own_word: bool = False) -> Resolution:
        """Return the single class that a class with auxiliary modes comes to.

        A visit that lies ahead is an agreement, a withdrawal that lies ahead a concession.  The
        auxiliary mode that the new class already says is taken away; the others stay.

        Parameters
        ----------
        event : str
        aux : iterable of str
            Out of ``future, hypothetical, negation, historical``.
        own_word : bool
            Whether the actor itself is the speaker: only then is violence it might use a threat.

        Returns
        -------
        Resolution
            The class, what is left of the auxiliary modes, and the rule that was used, if any.

        Raises
        ------
        CodebookError
            If the class or an auxiliary mode does not exist.
        """
        self.cls(event)
        given = set(aux)
        for name in sorted(given):
            if name not in self.aux:
                raise unknown_code("auxiliary mode", name, self.aux, book=self.id)
        for rule in self.aux_rules:
            if rule.aux in given and event in rule.events and (rule.needs is None or own_word):
                left = tuple(name for name in self.aux if name in given and name != rule.aux)
                return Resolution(rule.event, left, rule.mode, rule.id)
        return Resolution(event, tuple(name for name in self.aux if name in given))

    def project(self, event: str, mode: str | None = None, *, rule: str | None = None) -> Resolution:
        """Return what an event of the parent scheme is in this one.

        Parameters
        ----------
        event, mode : str
            Class and mode of the parent scheme.
        rule : str, optional
            The fine rule or rule on auxiliary modes that the class rests on, where it is known: a
            concession that is an apology may count otherwise than other concessions.

        Returns
        -------
        Resolution
            Class and mode; the mode is null where the new class does not have it.

        Raises
        ------
        CodebookError
            If neither scheme has the class.
        """
        if rule not in self.otherwise:
            rule = self.by_mode.get((event, mode or ""))
        found = self.cls(self.otherwise[rule] if rule else self.merges.get(event, event)).id
        return Resolution(found, (), mode if mode in self._modes[found] else None, rule)

    def future(self, event: str) -> str:
        """Return the class of the same event while it still lies ahead."""
        return self.resolve_aux(event, [aux for aux in self.aux if aux == "future"]).event
