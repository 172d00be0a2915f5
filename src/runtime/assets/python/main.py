"""
Entry of a Python function's process that is started afresh: its environment already says which function it is.
Arguments: the folder of the AWS SDK, then those of the function's layers.
"""

import os
import sys

sys.path[0:0] = [os.path.dirname(os.path.abspath(__file__))]

import function_runtime  # noqa: E402
import packages  # noqa: E402

packages.borrow_sdk("".join(sys.argv[1:2]))
packages.prefer(sys.argv[2:])
function_runtime.run()
