# SPDX-License-Identifier: Apache-2.0
"""The contracts use the tools that hold the house to its rules; tools lie beside the package, not in it."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
