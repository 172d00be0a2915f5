"""A Python process that has imported what functions commonly import and forks one child a function environment.

Standard input carries one JSON request a line, standard output one JSON event a line: {"forked": id, "pid": n} and
{"exited": id, "code": n, "signal": n}. A child gets its environment and working directory before any of the user's
code is imported, and its output goes to a unix socket that it opens itself. With "sandbox" as the second argument the
child first gets namespaces of its own (sandbox.py). One child waits ahead: forking takes most of a cold start.
"""

import gc
import json
import os
import select
import signal
import socket
import sys

sys.path[0:0] = [os.path.dirname(os.path.abspath(__file__))]

import function_runtime  # noqa: E402
import packages  # noqa: E402
import sandbox  # noqa: E402

packages.borrow_sdk("".join(sys.argv[1:2]))
SANDBOXED = sys.argv[2:3] == ["sandbox"]
# Seconds after a launch in which the next child is not forked: the one that starts needs the processor.
SPARE_DELAY = 0.05

# What handlers import most; loading it once here is what makes a fork quick.
for name in ("base64", "datetime", "decimal", "hashlib", "http.client", "logging", "random", "re", "ssl", "urllib.request", "uuid"):
    __import__(name)
try:
    __import__("boto3")
    __import__("botocore.client")
    __import__("botocore.httpsession")
except ImportError:
    pass


# What is here stays for good: a child whose collector looked through it would copy all of its memory.
gc.collect()
gc.freeze()


def emit(event):
    os.write(1, (json.dumps(event) + "\n").encode("utf-8"))


def become_function(request, output):
    """Turns this fresh child into the function's process; returns only by running it."""
    os.dup2(output.fileno(), 1)
    os.dup2(output.fileno(), 2)
    output.close()
    null = os.open("/dev/null", os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
    if SANDBOXED:
        sandbox.enter_mounts(request["mounts"])
        sandbox.drop_privileges()
    os.environ.clear()
    os.environ.update(request["environment"])
    os.chdir(request["directory"])
    sys.argv = ["bootstrap"]
    # After the environment, because the standard library reads TZ only when told to.
    import time

    time.tzset()
    sys.path[:] = [path for path in sys.path if path not in ("", request["ownDirectory"])]
    packages.prefer([request["directory"]] + request["layerPaths"] + request["environment"].get("PYTHONPATH", "").split(":"))
    import random

    random.seed()
    function_runtime.run()


class Child(object):
    """A process forked ahead, already in namespaces of its own, that becomes a function when it is told which."""

    def __init__(self):
        orders, self.orders = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            signal.set_wakeup_fd(-1)
            os.close(self.orders)
            run_child(orders)
        os.close(orders)

    def order(self, line):
        """Returns False when the process is gone."""
        try:
            while line:
                line = line[os.write(self.orders, line) :]
            return True
        except OSError:
            return False
        finally:
            os.close(self.orders)


def run_child(orders):
    code = 1
    try:
        os.setsid()
        sandbox.die_with_parent()
        if SANDBOXED:
            sandbox.unshare_process()
            # The first child of the new pid namespace is its init: when it ends, everything in it ends.
            child = os.fork()
            if child:
                os.close(orders)
                status = os.waitpid(child, 0)[1]
                if os.WIFSIGNALED(status):
                    os.kill(os.getpid(), os.WTERMSIG(status))
                os._exit(os.WEXITSTATUS(status))
            sandbox.die_with_parent()
        with os.fdopen(orders, "rb") as stream:
            line = stream.readline()
        if not line:
            os._exit(0)
        request = json.loads(line.decode("utf-8"))
        output = socket.socket(socket.AF_UNIX)
        output.connect(request["output"])
        output.sendall((request["id"] + "\n").encode("ascii"))
        become_function(request, output)
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else (0 if end.code is None else 1)
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        finally:
            os._exit(code & 0xFF)


def reap(children):
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            return
        identity = children.pop(pid, None)
        if identity is not None:
            killed = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
            emit({"exited": identity, "code": os.WEXITSTATUS(status) if not killed else 0, "signal": killed})


def launch(line, spare, children):
    identity = json.loads(line.decode("utf-8"))["id"]
    child = spare or Child()
    if not child.order(line + b"\n"):
        child = Child()
        child.order(line + b"\n")
    children[child.pid] = identity
    emit({"forked": identity, "pid": child.pid})


def serve():
    wake_read, wake_write = os.pipe()
    os.set_blocking(wake_write, False)
    signal.set_wakeup_fd(wake_write)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    sandbox.die_with_parent()
    children = {}
    pending = b""
    spare = Child()
    emit({"ready": sys.version.split(" ")[0]})
    while True:
        readable = select.select([0, wake_read], [], [], None if spare else SPARE_DELAY)[0]
        if not readable:
            spare = Child()
        if wake_read in readable:
            os.read(wake_read, 4096)
            reap(children)
        if 0 not in readable:
            continue
        data = os.read(0, 1 << 16)
        if not data:
            return
        pending += data
        while b"\n" in pending:
            line, _, pending = pending.partition(b"\n")
            launch(line, spare, children)
            spare = None


serve()
