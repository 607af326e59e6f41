"""What a web page holds to the rules under which a browser shows it: a Content-Security-Policy (CSP 3)."""

import base64
import hashlib


def content_policy(styles: str, script: str = "", *, data: str = "", images: str = "data:", has_engine: bool = False) -> str:
    """Return the policy of a page with an inline style sheet, and maybe a script and a data block, each as the page has it.

    All begin and end with other characters than spaces and line ends: the Nu Html Checker takes the digest without these.
    Browsers let a data block be there without leave, for it is no script; the checker wants it named.
    Nothing else is run, fetched or sent.
    With `has_engine`, the script may load WebAssembly, which is no `eval` of scripts (CSP 3, 4.4).
    Files of the site may be read, which a page without a script does not; Lighthouse reads `robots.txt` by this leave.
    """
    allowed = [*map(_source, filter(None, (script, data))), *(["'self'"] if script else [])]
    allowed += ["'wasm-unsafe-eval'"] if has_engine else []
    scripts = " ".join(allowed) or "'none'"
    return (
        f"default-src 'none'; style-src {_source(styles)}; script-src {scripts}; img-src {images}; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'"
    )


def _source(text: str) -> str:
    """Return what stands for an inline style or script in a policy: its digest (CSP 3, 2.3.1)."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
