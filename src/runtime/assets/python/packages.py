"""Where a function's packages come from: its own code, then its layers, then the AWS SDK that Lambda's runtimes bring along."""

import os
import sys
from importlib.machinery import PathFinder

# boto3 and what it needs.
SDK = ("boto3", "botocore", "dateutil", "jmespath", "s3transfer", "six", "urllib3")


class BorrowedSdk(object):
    """Finds the SDK in the folder of another Python, and nothing else there."""

    def __init__(self, folder):
        self.folder = folder

    def find_spec(self, name, path=None, target=None):
        return PathFinder.find_spec(name, [self.folder]) if path is None and name in SDK else None


def borrow_sdk(folder):
    """The interpreter's own SDK goes first, if it has one."""
    if folder:
        sys.meta_path.append(BorrowedSdk(folder))


def prefer(folders):
    """Puts these folders first, and forgets what was imported of the SDK if one of them has it too."""
    folders = [folder for folder in folders if folder]
    sys.path[:] = folders + [path for path in sys.path if path not in folders]
    if any(os.path.exists(os.path.join(folder, name)) for folder in folders for name in SDK):
        for name in [name for name in sys.modules if name.split(".")[0] in SDK]:
            del sys.modules[name]
