"""Linux namespaces for a forked function: own mounts, own process tree, no privileges. Direct system calls."""

import ctypes
import os

CLONE_NEWNS = 0x00020000
CLONE_NEWPID = 0x20000000
MS_BIND = 4096
MS_NOSUID_NODEV = 2 | 4
MNT_DETACH = 2
PR_SET_PDEATHSIG = 1
PR_CAPBSET_DROP = 24
PR_SET_NO_NEW_PRIVS = 38
SIGKILL = 9

try:
    libc = ctypes.CDLL(None, use_errno=True)
except OSError:
    libc = None


def check(result, what):
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, "%s: %s" % (what, os.strerror(number)))


def die_with_parent():
    if libc is not None and hasattr(libc, "prctl"):
        libc.prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0)


def unshare_process():
    check(libc.unshare(CLONE_NEWNS | CLONE_NEWPID), "unshare")


def mount(source, target, kind, flags):
    check(libc.mount(source.encode(), target.encode(), kind, flags, None), "mount " + target)


def enter_mounts(mounts):
    """`mounts` are [source, target] pairs; sources lie in folders that are detached afterwards."""
    for source, target in mounts["binds"]:
        mount(source, target, None, MS_BIND)
    mount("proc", "/proc", b"proc", MS_NOSUID_NODEV)
    for folder in mounts["detach"]:
        check(libc.umount2(folder.encode(), MNT_DETACH), "umount " + folder)


def drop_privileges():
    """No capability of the namespace stays, so nothing can be mounted or unmounted again."""
    for capability in range(64):
        if libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) != 0:
            break
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    data = (ctypes.c_uint32 * 6)()
    check(libc.capset(ctypes.byref(header), ctypes.byref(data)), "capset")
    check(libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs")
