"""What the tool says in its own words, in English; `pipeline/locales/` has them in other languages."""

from enum import Enum


class Phrase(Enum):
    """Each value is (English, English plural or None, comment for translators)."""

    @property
    def english(self) -> str:
        """The word in English, singular."""
        return str(self.value[0])

    @property
    def english_plural(self) -> str | None:
        """The English plural, or None."""
        plural = self.value[1]
        return None if plural is None else str(plural)

    @property
    def comment(self) -> str:
        """What translators should know of it."""
        return str(self.value[2])


class Word(Phrase):
    """What editions say."""

    SKIP = ("Skip to main content", None, "A link at the very top, for people who use a keyboard or a screen reader.")
    CONTENTS = ("Contents", None, "Heading of the list of sections of the leaflet.")
    OTHER_LANGUAGES = ("Read this leaflet in another language", None, "Label of the list of languages.")
    OTHER_FORMATS = ("Other formats of this leaflet", None, "Label of the list of formats.")
    HTML = ("Web page", None, "Name of a format.")
    LARGE_PRINT = ("Large print (PDF)", None, "Name of a format.")
    TEXT = ("Plain text", None, "Name of a format.")
    ABOUT_THIS_LEAFLET = ("About this leaflet", None, "Label of the notes about language, approval and date.")
    LANGUAGE = ("Language: {language}", None, "{language} is the name of a language.")
    UPDATED = ("Updated {date}", None, "{date} is the day of the last change.")
    REVIEW_BY = ("To be reviewed by {date}", None, "{date} is the day by which somebody checks the leaflet again.")
    PUBLISHED_BY = ("Published by {publisher}", None, "{publisher} is the name of an organisation.")
    PAGE = ("Page {page} of {pages}", None, "At the foot of a page in print.")
    IN_ENGLISH = ("This part is still in English:", None, "Stands before a part that has no translation yet.")
    PARTLY_TRANSLATED = (
        "{count} part of this leaflet is not translated yet. We show it in English.",
        "{count} parts of this leaflet are not translated yet. We show them in English.",
        "At the top of a leaflet that is partly translated. {count} is a number.",
    )
    NOT_APPROVED = (
        "Nobody has approved this translation yet. Check anything important with the English version.",
        None,
        "At the top of a leaflet that no named person approved.",
    )
    OUTDATED = (
        "{count} part of this leaflet is a translation of earlier words. The English version is newer.",
        "{count} parts of this leaflet are translations of earlier words. The English version is newer.",
        "At the top of a leaflet of which the English changed after it was translated. {count} is a number.",
    )
    APPROVED = (
        "This translation was approved by {name} on {date}.",
        None,
        "At the top of a leaflet. {name} is a person or a group of people, {date} a day such as 22 November 2026.",
    )
    ENGLISH_VERSION = ("English version", None, "A link to the leaflet in English.")
    EMERGENCY = ("Emergency", None, "Label of a box: danger to life.")
    URGENT = ("Urgent", None, "Label of a box: get help soon.")
    WARNING = ("Warning", None, "Label of a box: be careful.")
    INFORMATION = ("Information", None, "Label of a box: good to know.")
    CONTACT = ("Contact", None, "Label of a box: how to reach somebody.")
    END_OF_BOX = ("End of: {label}", None, "In plain text, where a box ends. {label} is the label of the box.")
    PICTURE = ("Picture: {description}", None, "In plain text. {description} says what the picture shows.")
    TABLE = ("Table with {count} row", "Table with {count} rows", "In plain text, before a table. {count} is a number.")
    ROW = ("Row {number}", None, "In plain text, before a row of a table. {number} counts from 1.")
    LINK = ("Link: {words}", None, "In plain text, before an address. {words} are the words of the leaflet that lead there.")
    VERSION = ("Version {version}", None, "At the end of a leaflet. {version} is a number such as 4821-7730.")
    NEWEST = ("The newest version is at: {address}", None, "At the end of a leaflet. {address} is a web address.")
    SCAN = ("Scan the code with your phone, or go to:", None, "On paper, before a web address, beside a code (QR code).")
    CODE = ("Code to scan with a phone. It leads to {address}", None, "Describes a QR code. {address} is a web address.")
