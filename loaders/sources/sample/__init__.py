"""The sample region: invented enterprises, departments and standards, each marked as such.

Not here: real regions, real standards and what the policy names (the other sources).
"""

from loaders.sources.sample.anchors import ANCHORS, Anchors
from loaders.sources.sample.delivery import DEFAULT_SEED, sample_delivery, sample_records

__all__ = ["ANCHORS", "DEFAULT_SEED", "Anchors", "sample_delivery", "sample_records"]
