"""How much of what the sample holds: sizes, gaps and conflicts, as shares of the cases named beside them.

All of it is chosen, none of it measured: an invented region in which each kind of answer occurs.
Not here: the draws themselves (`chance`).
"""

from datetime import date

from graph.model.conformity import AttestationStatus
from graph.model.market import Size

# Time. The first day is when the sample's registers begin; nothing is recorded on or after the last.
FIRST_DAY = date(2010, 1, 1)
LAST_DAY = date(2026, 7, 1)
FOUNDED_UNTIL = date(2025, 7, 1)

# Enterprises: share, and employees from the least to the most.
SIZES = {Size.MICRO: 0.62, Size.SMALL: 0.30, Size.MEDIUM: 0.07, Size.LARGE: 0.01}
EMPLOYEES = {Size.MICRO: (1, 19), Size.SMALL: (20, 299), Size.MEDIUM: (300, 999), Size.LARGE: (1000, 6000)}
MOST_PRODUCTS = {Size.MICRO: 2, Size.SMALL: 4, Size.MEDIUM: 8, Size.LARGE: 20}
MOST_INSPECTIONS = {Size.MICRO: 2, Size.SMALL: 4, Size.MEDIUM: 8, Size.LARGE: 14}
MOVED_COUNTY = 0.04  # of enterprises: in another county since some day
SECOND_SECTOR = 0.10  # of enterprises

# Gaps, each of enterprises.
NO_SECTOR = 0.02
NO_PRODUCTS = 0.08
NO_FIRST_POST = 0.04  # the post of first-responsible person was never registered
NO_MANAGER_POST = 0.20  # the post of quality manager was never registered
# Gaps, each of posts of the role.
FIRST_VACANT = 0.05  # the last holder left, and nobody followed
MANAGER_VACANT = 0.08
# Not a gap: each of posts; every change is one more person.
HOLDER_CHANGED = 0.30
HOLDER_CHANGED_TWICE = 0.08

# Conflicts. Some enterprises stand in the tax register too, and it says otherwise; shares of those copies.
IN_TAX_REGISTER = 0.30  # of enterprises
TAX_OTHER_EMPLOYEES = 0.25
TAX_OTHER_NAME = 0.10

# Conformity: shares of enterprises by size, then of attestations that have not run out.
CERTIFIED = {Size.MICRO: 0.08, Size.SMALL: 0.30, Size.MEDIUM: 0.70, Size.LARGE: 0.95}
LICENSED = 0.70  # of enterprises whose product class needs a licence
STANDING = {
    AttestationStatus.VALID: 0.90,
    AttestationStatus.SUSPENDED: 0.06,
    AttestationStatus.WITHDRAWN: 0.04,
}

# Supervision.
PASSED = 0.92  # of inspections
FAILURE_RECORDED = 0.80  # of failed inspections: the failure becomes a credit record

EQUIPPED = {Size.MICRO: 0.05, Size.SMALL: 0.15, Size.MEDIUM: 0.60, Size.LARGE: 0.95}  # has special equipment
OVERDUE = 0.08  # of equipment: its inspection was due and has not been
GRADED_FOR_HYGIENE = 0.60  # of enterprises in a sector of food
HYGIENE_GRADES = {"A": 0.35, "B": 0.45, "C": 0.20}
CLASSED = 0.05  # of enterprises: in a class of supervision
SUPERVISION_CLASSES = {"一类": 0.40, "二类": 0.45, "三类": 0.15}
CASE_OPENED = 0.40  # of failed inspections; a case that is closed has ended in a penalty
CASE_CLOSED = 0.70  # of cases

# Credit: how many other records an enterprise has, and shares of records.
OTHER_CREDIT_RECORDS = {0: 0.70, 1: 0.20, 2: 0.07, 3: 0.03}
CREDIT_FROM_ELSEWHERE = 0.10  # by a sample department that is none of the eight; never shared
CREDIT_NOT_SHARED = 0.10  # of records by one of the eight
CONTRIBUTION_ENDED = 0.05
BLACKLISTED = 0.20  # of enterprises with a failed inspection on the credit record
BLACKLIST_REMOVED = 0.40  # of entries

# Accountability.
INCIDENT = 0.01  # of enterprises with products
ACTION_TAKEN = 0.80  # of incidents; the others stay without anyone held to account

# The enterprise's own duties: what it has set up, and what it answers for.
MANAGED = {Size.MICRO: 0.05, Size.SMALL: 0.30, Size.MEDIUM: 0.80, Size.LARGE: 0.95}  # a management system
LIAISED = 0.60  # of large enterprises: a department liaises with it
TRACED = 0.20  # of enterprises with products: a batch with its events is on file
WARRANTED = 0.15  # of enterprises with products
RECALLED = 0.10  # of those that can trace
RECALL_ORDERED = 0.40  # of recalls
RECALL_CLOSED = 0.70  # of recalls, 120 days after they began
BUILDS = 0.40  # of enterprises of construction: a project of theirs is on file
LARGE_PROJECT = 0.50  # of projects
NO_ENERGY_STANDARD = 0.10  # of projects
NOT_ACCEPTED = 0.10  # of projects that are finished

# Society: complaints and titles.
COMPLAINED_OF = 0.06  # of enterprises with products
COMPLAINT_CLOSED = 0.80  # of complaints whose time to be closed has passed
MODEL = {Size.MICRO: 0.0, Size.SMALL: 0.02, Size.MEDIUM: 0.20, Size.LARGE: 0.40}  # of quality management
