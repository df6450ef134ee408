"""A PostgreSQL of our own, from the binaries of a Python wheel.

Only the wheel's binaries are used, never its Python code: that one opens parent folders to
everybody, trusts every local login and gives crash recovery ten seconds.
"""

from etabli.platform.db.embedded.cluster import Cluster
from etabli.platform.db.embedded.faults import ClusterFault
from etabli.platform.db.embedded.places import PORT, Places, make_home, places_for, socket_of

__all__ = [
    "PORT",
    "Cluster",
    "ClusterFault",
    "Places",
    "make_home",
    "places_for",
    "socket_of",
]
