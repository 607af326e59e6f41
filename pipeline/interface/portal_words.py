"""What the site around the editions says, in English; `pipeline/locales/` has it in other languages."""

from pipeline.interface.words import Phrase


class PortalWord(Phrase):
    """What the pages around the editions, the bundles, the feeds and the sheets to print say."""

    CHOOSE_LANGUAGE = ("Choose your language", None, "Heading on the first page of the site, above the list of languages.")
    READ_IN = ("Read the leaflets in {language}", None, "A link on the first page. {language} is the name of a language.")
    LEAFLETS_IN = ("Leaflets in {language}", None, "Title of a page. {language} is the name of a language.")
    LEAFLETS = ("{count} leaflet", "{count} leaflets", "Under the name of a language. {count} is a number.")
    ALL_LANGUAGES = ("All languages", None, "A link to the first page of the site, where readers choose a language.")
    ALL_LEAFLETS = ("All leaflets", None, "A link to the page that lists the leaflets in the reader's language.")
    TOPICS = ("Topics", None, "Heading above links to the topics of leaflets.")
    OTHER_TOPICS = ("Other topics", None, "Heading of leaflets that belong to no topic of the site.")
    NO_LEAFLET = ("There is no leaflet in this language yet.", None, "Instead of a list of leaflets.")
    PAGES = ("{count} page", "{count} pages", "How long a printed leaflet is. {count} is a number.")
    TRANSLATED = ("Fully translated", None, "State of a leaflet: no part of it is in English.")
    PARTLY_ENGLISH = ("Partly in English", None, "State of a leaflet: parts of it are not translated yet.")
    NOT_TRANSLATED = (
        "Not translated yet: in English only",
        None,
        "State of a leaflet: no part of it is translated yet.",
    )
    DRAFT = ("Draft translation: nobody has approved it yet", None, "State of a leaflet.")
    APPROVED = ("Approved translation", None, "State of a leaflet: named people have approved the translation.")
    UNDER_REVIEW = ("Under review: the English version is newer", None, "State of a leaflet.")
    WITHDRAWN = ("Withdrawn", None, "State of a leaflet that must not be used any more.")
    DO_NOT_USE = (
        "This leaflet was withdrawn. Please do not use it or give it to anyone.",
        None,
        "On the page of a leaflet that was withdrawn, and when somebody checks an old copy of it.",
    )
    NOT_AVAILABLE = (
        "This leaflet is not available in {language} at the moment.",
        None,
        "On the page of a leaflet. {language} is the name of a language.",
    )
    OLD_COPY = (
        "If you have an old copy of it, please do not rely on it.",
        None,
        "After the sentence that a leaflet is not available in a language at the moment.",
    )
    SEARCH = ("Search", None, "Label of a button.")
    SEARCH_THESE = ("Search the leaflets", None, "Label of the field in which readers write what they look for.")
    FOUND = ("{count} leaflet found", "{count} leaflets found", "After a search. {count} is a number.")
    RESULTS = ("{count} result", "{count} results", "After a search for leaflets and languages. {count} is a number.")
    FOUND_NONE = ("No leaflet found. Try another word.", None, "After a search.")
    MORE_RESULTS = ("Show more results", None, "Label of a button after the first results of a search.")
    SEARCH_FAILED = ("The search does not work at the moment. Please try again later.", None, "After a search that failed.")
    DOWNLOAD_LANGUAGE = (
        "Download all leaflets in {language}",
        None,
        "A link to one zip file. {language} is the name of a language.",
    )
    DOWNLOAD_LEAFLET = ("Download this leaflet in all languages", None, "A link to one zip file.")
    DOWNLOAD_EVERYTHING = ("Download all leaflets in all languages", None, "A link to one zip file.")
    FOR_SHARING = ("Print and share", None, "Heading of links to a list to print, a poster and a zip file.")
    SHEET = ("List of all leaflets, to print", None, "A link to a page that lists all leaflets with codes to scan.")
    SCAN_ONE = (
        "Scan a code with your phone, or type the web address beside it.",
        None,
        "On a printed list of leaflets, each with a code (QR code) and a web address.",
    )
    POSTER = ("Poster, to print", None, "A link to a poster that tells people that leaflets are there in their language.")
    YOUR_LANGUAGE = (
        "This information is available in your language",
        None,
        "In large letters on a poster. Readers know by it that the leaflets are there in their own language.",
    )
    WHAT_IS_INSIDE = ("What is in this file", None, "Heading of the list in a zip file.")
    COMPARE_NEWEST = (
        "Leaflets change. Before you use or share a copy, compare its version number with the newest one.",
        None,
        "In the list of what is in a zip file of leaflets.",
    )
    CHECKSUMS = (
        "{file} tells whether any of these files was damaged or changed. Programs such as sha256sum read it.",
        None,
        "In the list of what is in a zip file of leaflets. {file} is the name of a file.",
    )
    READ_OR_DOWNLOAD = ("Read or download", None, "Label of the list of formats of a leaflet.")
    CHANGES = ("Follow changes (feed)", None, "A link to an Atom feed, for programs that tell people what is new.")
    CHECK_COPY = ("Is my copy up to date?", None, "A link, and the title of the page on which readers check their copy.")
    COMPARE = (
        "The version number is at the end of each leaflet. Compare the number on your copy with the number here.",
        None,
        "On the page on which readers check their copy.",
    )
    CHOOSE_FILE = (
        "Or choose the file that you have. It stays on your device and is not sent to anyone.",
        None,
        "Label of a button that opens a file.",
    )
    CHOOSE_A_FILE = ("Choose a file", None, "Label of a button that opens a file.")
    IS_CURRENT = ("Your copy is up to date.", None, "When somebody checks a copy.")
    IS_SUPERSEDED = (
        "Your copy is out of date. Please use the version that is here now.",
        None,
        "When somebody checks a copy.",
    )
    IS_UNKNOWN = ("We do not know this file. Somebody may have changed it.", None, "When somebody checks a copy.")
    IS_BUNDLE = (
        "This is a zip file. Open it first, and choose one of the leaflets in it.",
        None,
        "When somebody checks a copy, and chose a zip file of leaflets in its place.",
    )
    IN_ANOTHER_LANGUAGE = (
        "This file is in another language. Check it here:",
        None,
        "When somebody checks a copy. A link to the page for that language follows.",
    )
    LEAFLET = ("Leaflet", None, "Heading of a column of a table: titles of leaflets.")
    VERSION_NUMBER = ("Version number", None, "Heading of a column of a table: numbers such as 4821-7730.")
    ACCESSIBILITY = ("Accessibility of these leaflets (in English)", None, "A link to a report that is in English.")
    NOT_FOUND = ("This page does not exist", None, "Title of the page that readers get for a wrong web address.")
