# SPDX-License-Identifier: Apache-2.0
"""Everything that is checked before a scheme computes anything."""

from yizhan.engines.scoring.checks.amounts import check_amounts
from yizhan.engines.scoring.checks.grades import check_grades
from yizhan.engines.scoring.checks.limits import check_limits
from yizhan.engines.scoring.checks.names import check_names
from yizhan.engines.scoring.checks.overlaps import check_overlaps
from yizhan.engines.scoring.checks.places import PlaceOf
from yizhan.engines.scoring.checks.tested_values import check_tested_values
from yizhan.engines.scoring.findings import Findings
from yizhan.engines.scoring.language.scheme import Scheme


def check_scheme(scheme: Scheme, place: PlaceOf, findings: Findings) -> None:
    """Names first, because the later checks follow them; raises `Refused` when a name leads nowhere."""
    check_names(scheme, place, findings)
    check_tested_values(scheme, place, findings)
    findings.refuse_errors()
    check_amounts(scheme, place, findings)
    check_overlaps(scheme, place, findings)
    check_limits(scheme, place, findings)
    check_grades(scheme, place, findings)
