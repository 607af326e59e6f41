"""What no machine can say of an edition: a list for people, each check with the rule that it comes from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ManualCheck:
    """One check that a person must do."""

    id: str
    words: str
    """What to do, and what must come out."""
    rule: str
    """The standard that asks for it."""
    formats: frozenset[str] = frozenset()
    """Names of formats; empty for all."""


_HTML, _PRINT, _TEXT = frozenset({"html"}), frozenset({"large-print"}), frozenset({"text"})

CHECKS = (
    ManualCheck(
        id="meaning",
        words="Somebody who speaks the language has read it beside the English: it says the same, and says it plainly.",
        rule="WCAG 2.2, 3.1.5",
    ),
    ManualCheck(
        id="parts-in-english",
        words="What is marked as English is English, and nothing else is in another language.",
        rule="WCAG 2.2, 3.1.2",
    ),
    ManualCheck(
        id="headings",
        words="Each heading says what the part below it is about.",
        rule="WCAG 2.2, 2.4.6 and 2.4.10",
    ),
    ManualCheck(
        id="links",
        words="The words of each link say where it leads, read by themselves.",
        rule="WCAG 2.2, 2.4.9",
    ),
    ManualCheck(
        id="alternative-texts",
        words="Each alternative text says in the language what its picture tells; a picture without one tells nothing.",
        rule="WCAG 2.2, 1.1.1",
    ),
    ManualCheck(
        id="senses",
        words="No sentence needs eyes or ears to be followed, such as “the red box” or “on the right”.",
        rule="WCAG 2.2, 1.3.3 and 1.4.1",
    ),
    ManualCheck(
        id="numbers",
        words="A clinician has read the doses, times and telephone numbers.",
        rule="the publisher's own duty of care",
    ),
    ManualCheck(
        id="screen-reader",
        words="A screen reader with a voice of the language reads the page from start to end in order, and names headings, "
        "lists, tables and links; parts in English are read by an English voice.",
        rule="WCAG 2.2, 1.3.2 and 4.1.2",
        formats=_HTML,
    ),
    ManualCheck(
        id="zoom",
        words="On a telephone, and at 400% in a browser, everything can be read by scrolling in one direction.",
        rule="WCAG 2.2, 1.4.10",
        formats=_HTML,
    ),
    ManualCheck(
        id="pdf-screen-reader",
        words="A screen reader reads the file by its tags, in the order of the leaflet, and each tag fits its content.",
        rule="Matterhorn Protocol 1.1, checkpoints 01 and 09",
        formats=_PRINT,
    ),
    ManualCheck(
        id="paper",
        words="On paper no letter is cut or touches another line, no heading stands alone, and nothing is too pale.",
        rule="UKAAF G003; Matterhorn Protocol 1.1, checkpoint 04",
        formats=_PRINT,
    ),
    ManualCheck(
        id="text-screen-reader",
        words="A screen reader reads the file line by line, and numbers and addresses come in their order.",
        rule="WCAG 2.2, 1.3.2",
        formats=_TEXT,
    ),
)
"""All checks, those of every format first."""
