"""The spellings of an English word to one of them: British or American, or misspelt as people often do.

Each rule here maps no two words of English that mean different things to one, so far as word lists can tell. A rule for
any lost, doubled or swapped letter would: hypertension and hypotension, there and three, addition and addiction.
"""

import re
from functools import lru_cache
from types import MappingProxyType

_RULES = tuple(
    (re.compile(pattern), spelling)
    for pattern, spelling in (
        (r"(?<=\w{3}[iy])z(?=e[drs]?$|ers$|ing$|ation|abl[ey])", "s"),  # organize, analyze
        (r"(?<=\w{3})our", "or"),  # colour, behaviour
        (r"^((?:centi|kilo|milli)?(?:lit|met)|cent|fib|theat)re(?=s?$)", r"\1er"),
        (r"(?<=\w{3}e)ll(?=ed$|ing$|[eo]rs?$)", "l"),  # travelled, counselling
        (r"(?<=\w)ae(?=\w{3})", "e"),  # anaemia, paediatric
        (r"(?<=rrh)oe(?=a)|^oe(?=str|dem|soph)|(?<=^f)oe(?=t)|(?<=^c)oe(?=liac)", "e"),
        (r"^(licen|defen|offen|practi)c(?=e|ing)", r"\1s"),
        (r"^gray", "grey"),
        (r"sulph", "sulf"),
        (r"^(enro|fulfi|insta)ll(?=$|s$|ment)", r"\1l"),
        (r"(?<=\w{2})ei(?=\w)|(?<=\w)ei(?=\w{2})", "ie"),  # recieve, beleive, thier
    )
)
"""How British, American and hasty writers spell differently, by rule; each is applied to what the ones before it left."""

_MISSPELT = MappingProxyType(
    {
        "accomod": "accommod",
        "adress": "address",
        "apointment": "appointment",
        "begining": "beginning",
        "definat": "definit",
        "diarrea": "diarrhea",
        "docter": "doctor",
        "enviroment": "environment",
        "goverment": "government",
        "hosptial": "hospital",
        "hygein": "hygien",
        "imediat": "immediat",
        "independant": "independent",
        "medecin": "medicin",
        "neccessar": "necessar",
        "necesar": "necessar",
        "occured": "occurred",
        "occuring": "occurring",
        "paitent": "patient",
        "pharamc": "pharmac",
        "questionaire": "questionnaire",
        "reccom": "recom",
        "recomend": "recommend",
        "seperat": "separat",
        "symtom": "symptom",
        "temperture": "temperature",
        "tommorow": "tomorrow",
        "tommorrow": "tomorrow",
        "tomorow": "tomorrow",
        "vaccum": "vacuum",
        "vacin": "vaccin",
    }
)
"""How misspelt words begin that people often write, as no word of English does, and how they should."""
_MISSPELT_BEGINNING = re.compile("|".join(_MISSPELT))


@lru_cache(maxsize=4096)
def one_spelling(word: str) -> str:
    """Return a word in small letters as one of its spellings, which need not be the right one."""
    for pattern, spelling in _RULES:
        word = pattern.sub(spelling, word)
    beginning = _MISSPELT_BEGINNING.match(word)
    return _MISSPELT[beginning[0]] + word[beginning.end() :] if beginning else word
