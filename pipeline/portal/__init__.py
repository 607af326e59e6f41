"""Stage 8: the records of a manifest to the site that people find, download, print and pass on leaflets from."""

from collections.abc import Callable

from pipeline.manifest import Record
from pipeline.portal import absences, bundles, copies, feeds, listing, pages, search, sheets, sitemap
from pipeline.portal.files import SiteFile
from pipeline.portal.site import Site


def files(site: Site, read: Callable[[Record], bytes]) -> tuple[SiteFile, ...]:
    """Return every file of a site but its editions. `read` returns the bytes of an edition."""
    return (
        *pages.files(site),
        *absences.files(site),
        *search.files(site),
        *copies.files(site),
        *sheets.files(site),
        *bundles.files(site, read),
        *listing.files(site),
        *feeds.files(site),
        *sitemap.files(site),
    )
