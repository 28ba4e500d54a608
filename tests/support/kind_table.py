"""Every kind of report with a question that it answers, for tests that go over all of them."""

from ledger.presentation.shape import Report
from ledger.reports import kinds
from ledger.reports.parameter_form import read_parameters
from ledger.reports.parameters import ReportParameters
from ledger.vocabulary import Audience

SEEDED = {
    "agency": {"agency": "SRE"},
    "attention": {},
    "changes": {"since": "2015-01-01"},
    "dialogue": {"dialogue": "USMX"},
    "matrix": {"dialogue": "USMX"},
    "party": {"party": "MEX"},
    "round": {"round": "USMX-7"},
    "topic": {"topic": "torture-prevention"},
}
"""Kind to parameters on the seeded ledger."""

BEYOND = sorted(SEEDED.keys() - {"attention"})
"""The kinds that others may be given."""


def ask_kind(kind: str, parameters: dict[str, str], **more: object) -> ReportParameters:
    """What a kind is asked, as on the command line: of the parameters only those that it needs, and more.

    A shared one is asked of the dialogue among the parameters, else of the seeded one.
    """
    needed = {name: parameters[name] for name in kinds()[kind].NEEDS if name in parameters}
    if more.get("audience") == Audience.SHARED and "dialogue" in kinds()[kind].TAKES:
        needed["dialogue"] = parameters.get("dialogue", SEEDED["dialogue"]["dialogue"])
    return read_parameters(kind=kinds()[kind], **{**needed, **more})


def build_kind(kind: str, parameters: dict[str, str], **more: object) -> Report:
    """The report of a kind."""
    return kinds()[kind].build(ask_kind(kind, parameters, **more))
