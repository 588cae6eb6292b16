"""Gunicorn for Vastus, behind a proxy that buffers: slow clients would hold its threads."""

import gc
import os
from pathlib import Path
from typing import Any

bind = f"127.0.0.1:{os.environ.get('PORT') or '8000'}"
worker_class = "gthread"
workers = 2
threads = 4
timeout = 30
graceful_timeout = 30
keepalive = 5
max_requests = 2000
max_requests_jitter = 200
limit_request_line = 4094
limit_request_fields = 60

# The heartbeat file must not wait for a busy disk.
shared_memory = Path("/dev/shm")  # noqa: S108 gunicorn makes its own file there
worker_tmp_dir = str(shared_memory) if shared_memory.is_dir() else None

# It would accept commands from any process of this account.
control_socket_disable = True

errorlog = "-"
accesslog = "-" if os.environ.get("VASTUS_ACCESS_LOG") == "1" else None
# The path without its query string, no referrer, no user agent.
access_log_format = "%(t)s %(m)s %(U)s %(s)s %(L)s s"


def post_worker_init(worker: Any) -> None:
    """The catalogue and the code stay as long as the worker: the collector leaves them alone."""
    gc.collect()
    gc.freeze()
