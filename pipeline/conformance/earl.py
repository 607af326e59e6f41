"""The report as `outputs/accessibility.json`: JSON-LD in the W3C's Evaluation and Report Language (EARL 1.0 Schema).

Its shape is `docs/reference/accessibility.schema.json`.
It holds no time: the same publication and the same validators give the same bytes.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.conformance.manual import ManualCheck
from pipeline.conformance.report import Conformance, Examiner, judgement_of
from pipeline.manifest import Record
from pipeline.validators.base import Outcome

PATH = "accessibility.json"

Json = dict[str, Any]

_CONTEXT = {
    "earl": "http://www.w3.org/ns/earl#",
    "dct": "http://purl.org/dc/terms/",
    "everyleaf": "urn:everyleaf:",
    "assertedBy": {"@id": "earl:assertedBy", "@type": "@id"},
    "subject": {"@id": "earl:subject", "@type": "@id"},
    "test": {"@id": "earl:test", "@type": "@id"},
    "mode": {"@id": "earl:mode", "@type": "@id"},
    "outcome": {"@id": "earl:outcome", "@type": "@id"},
    "result": "earl:result",
    "info": "earl:info",
    "pointer": "earl:pointer",
    "title": "dct:title",
    "description": "dct:description",
    "version": "dct:hasVersion",
    "language": "dct:language",
    "format": "dct:format",
    "source": "dct:source",
    "part": {"@id": "dct:hasPart", "@type": "@id"},
    "sha256": "everyleaf:sha256",
    "published": "everyleaf:published",
}


def dump(report: Conformance) -> bytes:
    """Return the report's bytes: UTF-8, in the order of validators, editions, judgements, then what people must check."""
    graph = [
        *(_assertor(examiner) for examiner in report.examiners),
        {"@id": "#people", "@type": "earl:Assertor", "title": "Whoever checks what no machine can"},
        *(_requirement(examiner) for examiner in report.examiners),
        *map(_manual, report.checks),
        *(_subject(record, published=True) for record in report.published),
        *(_subject(record, published=False) for record in report.refused),
        *(_groups(report)),
        *_assertions(report),
        *map(_to_do, report.checks),
    ]
    document = {"@context": _CONTEXT, "@graph": graph}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _assertor(examiner: Examiner) -> Json:
    version = {"version": examiner.version} if examiner.version else {}
    return {
        "@id": _id("validator", examiner.name),
        "@type": ["earl:Assertor", "earl:Software"],
        "title": examiner.name,
        **version,
    }


def _requirement(examiner: Examiner) -> Json:
    return {"@id": _id("standard", examiner.name), "@type": "earl:TestRequirement", "title": examiner.standard}


def _manual(check: ManualCheck) -> Json:
    return {
        "@id": _id("check", check.id),
        "@type": "earl:TestCase",
        "title": check.id,
        "description": check.words,
        "source": check.rule,
    }


def _subject(record: Record, *, published: bool) -> Json:
    return {
        "@id": _subject_id(record, published=published),
        "@type": "earl:TestSubject",
        "title": record.path,
        "language": record.language,
        "format": record.media_type,
        "sha256": record.sha256,
        "published": published,
    }


def _groups(report: Conformance) -> Iterator[Json]:
    """Yield a subject for all published editions, and one for those of each format, so that people's checks have theirs."""
    yield _group("editions", report.published)
    for name in report.settings.formats:
        yield _group(f"editions-{name}", (record for record in report.published if record.format == name))


def _group(name: str, records: Iterable[Record]) -> Json:
    parts = [_subject_id(record, published=True) for record in records]
    return {"@id": f"#{name}", "@type": "earl:TestSubject", "title": name, "part": parts}


def _assertions(report: Conformance) -> Iterator[Json]:
    """Yield what each validator says of each edition, and of each rule of which it complains; UNTESTED if it did not run."""
    for records, published in ((report.published, True), (report.refused, False)):
        for record in records:
            for examiner in report.examiners:
                if examiner.examines(record):
                    yield from _said(record, examiner, published=published)


def _said(record: Record, examiner: Examiner, *, published: bool) -> Iterator[Json]:
    judgement = judgement_of(record, examiner)
    subject, standard = _subject_id(record, published=published), _id("standard", examiner.name)
    if judgement is None:
        result = {"outcome": "earl:untested", "info": examiner.absence or "it broke down"}
        yield _assertion(examiner, subject, standard, result)
        return
    result = {"outcome": f"earl:{judgement.outcome}", "info": f"{judgement.validator} {judgement.version}"}
    yield _assertion(examiner, subject, standard, result)
    for complaint in judgement.complaints:
        result = {"outcome": f"earl:{complaint.outcome}", "info": complaint.words}
        result |= {"pointer": complaint.place} if complaint.place else {}
        rule = {"@type": "earl:TestCase", "title": complaint.rule}
        yield _assertion(examiner, subject, rule, result)


def _assertion(examiner: Examiner, subject: str, test: str | Json, result: Json) -> Json:
    return {
        "@type": "earl:Assertion",
        "assertedBy": _id("validator", examiner.name),
        "subject": subject,
        "test": test,
        "mode": "earl:automatic",
        "result": {"@type": "earl:TestResult"} | result,
    }


def _to_do(check: ManualCheck) -> Json:
    """Return that nobody has told Everyleaf of a check by a person."""
    subjects = [f"#editions-{name}" for name in sorted(check.formats)] or ["#editions"]
    return {
        "@type": "earl:Assertion",
        "assertedBy": "#people",
        "subject": subjects,
        "test": _id("check", check.id),
        "mode": "earl:manual",
        "result": {"@type": "earl:TestResult", "outcome": f"earl:{Outcome.UNTESTED}"},
    }


def _subject_id(record: Record, *, published: bool) -> str:
    """Return where an edition is, or for one that is nowhere a name by its content."""
    return record.path if published else f"urn:everyleaf:sha256:{record.sha256}"


def _id(kind: str, name: str) -> str:
    return f"#{kind}-{name.lower().replace(' ', '-')}"
