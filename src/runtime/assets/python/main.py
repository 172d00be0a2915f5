"""Entry of a Python function's process that is started afresh: its environment already says which function it is."""

import os
import sys

sys.path[0:0] = [os.path.dirname(os.path.abspath(__file__))]

import function_runtime  # noqa: E402

function_runtime.run()
