"""Addresses to what stands alone on a line, and to what they say of themselves."""

import re
from urllib.parse import quote

ADDRESS = re.compile(r"https?://[!-~]+|[!-~]+@[!-~]+|[a-z0-9-]+/[!-~]+", re.IGNORECASE)
"""What stands alone on an address line: a web address, an e-mail address, the path of an edition."""
_PRINTABLE = "".join(map(chr, range(0x21, 0x7F)))
_TYPED = re.compile(r"https?://[!-~]*[a-z0-9/_=&#%~-]", re.IGNORECASE)


def typed_addresses(text: str) -> tuple[str, ...]:
    """Return the web addresses that stand in a text, without the punctuation that follows them."""
    return tuple(_TYPED.findall(text))


def without_paths(text: str) -> str:
    """Return a text with the name of its site in place of each web address that stands in it."""
    return _TYPED.sub(lambda found: site(found[0]), text)


def site(address: str) -> str:
    """Return the name of the site that an address leads to, "www.nhs.uk"; any other text as it is."""
    return re.split("[/?#]", address.split("://", 1)[1])[0] if "://" in address else address


def as_address(url: str) -> str:
    """Return what stands alone on a line for a link; empty for a telephone number, and for a mail to nobody."""
    scheme, _, rest = url.partition(":")
    match scheme.lower():
        case "tel":
            return ""
        case "mailto":
            return as_ascii(rest.split("?")[0])
        case _:
            return as_ascii(url)


def as_ascii(address: str) -> str:
    """Return an address with all but printable ASCII percent-encoded (RFC 3987, 3.1), so that no mark can hide in it."""
    return quote(address, safe=_PRINTABLE)


def implied_words(text: str, address: str) -> str:
    """Return the words that lead to an address which stands right below a text: the name of its site, or all of them.

    An e-mail address is its own name.
    """
    return site(address) if site(address) in text else text
