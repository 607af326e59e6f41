"""What is known of a script to the rules by which a browser sets it."""

from types import MappingProxyType

from pipeline.languages import Language, typography

_SYSTEM_FAMILIES = MappingProxyType(
    {
        "Noto Nastaliq Urdu": ("Jameel Noori Nastaleeq", "Urdu Typesetting", "Noto Naskh Arabic", "Geeza Pro"),
        "Noto Naskh Arabic": ("Geeza Pro", "Sakkal Majalla", "Arabic Typesetting", "Noto Sans Arabic"),
        "Noto Sans CJK SC": ("Noto Sans SC", "PingFang SC", "Microsoft YaHei"),
        "Noto Sans CJK HK": ("Noto Sans HK", "PingFang HK", "Microsoft JhengHei"),
        "Noto Sans CJK TC": ("Noto Sans TC", "PingFang TC", "Microsoft JhengHei"),
        "Noto Sans Bengali": ("Bangla Sangam MN", "Nirmala UI", "Vrinda"),
        "Noto Sans Devanagari": ("Kohinoor Devanagari", "Nirmala UI", "Mangal"),
        "Noto Sans Gujarati": ("Gujarati Sangam MN", "Nirmala UI", "Shruti"),
        "Noto Sans Gurmukhi": ("Gurmukhi MN", "Nirmala UI", "Raavi"),
        "Noto Sans Tamil": ("Tamil Sangam MN", "Nirmala UI", "Latha"),
        "Noto Sans Ethiopic": ("Kefa", "Nyala", "Ebrima"),
    }
)
"""What phones and computers have where they lack Noto."""

_WHOLE_WIDTH = frozenset({"Hani", "Hans", "Hant", "Jpan", "Kore"})
"""Scripts whose every character is as wide as it is high."""


def type_rule(language: Language) -> str:
    """Return the rule that sets a language's type, from what large print knows of it."""
    own = typography(language)
    families = [name for family in own.families for name in (family, *_SYSTEM_FAMILIES.get(family, ()))]
    quoted = ", ".join(f'"{family}"' for family in families)
    unit = "em" if language.script in _WHOLE_WIDTH else "ch"
    gap = f':lang({language.tag}) :is(a, span)[dir="ltr"] {{ margin-inline: {own.latin_gap}em; }}\n' if own.latin_gap else ""
    return (
        f":lang({language.tag}) {{ --family: {quoted}, system-ui, sans-serif; "
        f"--leading: {own.leading:g}; --size: {own.size:.3g}; --measure: {own.measure}{unit}; }}\n{gap}"
    )
