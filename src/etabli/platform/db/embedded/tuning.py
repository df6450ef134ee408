"""Settings of the cluster."""

import os
import sys

MEGABYTE = 1024 * 1024


def lasting(memory: int | None = None) -> dict[str, str]:
    """Written once into postgresql.conf, where whoever runs the machine may change them.

    ``memory`` is the machine's, in bytes. Source of the values: postgresql.org's manual, chapter
    "Resource Consumption", and our own measurements on two cores.
    """
    megabytes = (memory or _memory()) // MEGABYTE
    shared = min(max(megabytes // 8, 64), 2048)
    return {
        "shared_buffers": f"{shared}MB",
        "effective_cache_size": f"{max(megabytes // 2, 128)}MB",
        "work_mem": "16MB",
        "maintenance_work_mem": f"{min(max(megabytes // 32, 32), 512)}MB",
        "max_connections": "100",
        "max_wal_size": "2GB",
        "wal_compression": "pglz",
        "random_page_cost": "1.1",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "log_line_prefix": "%m [%p] %u ",
    }


def imposed(socket_folder: str, port: int) -> dict[str, str]:
    """Given at each start: they hold the door, whatever postgresql.conf says.

    Those of the log keep what people write out of it: PostgreSQL would quote the failing
    statement, its values and the row.
    """
    # After a kill the whole folder is written to the disk, file by file unless told otherwise:
    # five seconds of an empty network, measured, against a tenth of one.
    syncing = {"recovery_init_sync_method": "syncfs"} if sys.platform == "linux" else {}
    quoted = socket_folder.replace('"', '""')  # a list of paths: commas and spaces separate
    return {
        "listen_addresses": "",
        "unix_socket_directories": f'"{quoted}"',
        "unix_socket_permissions": "0700",
        "port": str(port),
        "password_encryption": "scram-sha-256",
        "log_min_error_statement": "panic",
        "log_parameter_max_length_on_error": "0",
        "log_error_verbosity": "terse",
        **syncing,
    }


HASTY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
"""For tests only: a crash of the machine may lose everything."""


def _memory() -> int:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (ValueError, OSError):
        return 2048 * MEGABYTE
