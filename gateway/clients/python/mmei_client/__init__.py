"""The typed client of Mmei.Platform, on the standard library alone."""

from .api import *  # noqa: F401,F403
from .client import Mmei as Mmei  # noqa: F401
from .problem import MmeiProblem as MmeiProblem  # noqa: F401
