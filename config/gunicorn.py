"""How gunicorn serves: few processes with threads, and an access log without query strings."""

from config import env

bind = env.text("BIND", "0.0.0.0:8000")
workers = env.whole("WEB_PROCESSES", 2)
threads = env.whole("WEB_THREADS", 4)
worker_class = "config.web_worker.LastOnesServed"
timeout = 30
graceful_timeout = 20
# Loaded before the port opens: nobody waits for a process that is still reading the program.
preload_app = not env.flag("DEBUG", "no")
# Nobody talks to a running gunicorn but the system, by signals.
control_socket_disable = True
keepalive = 5
# A process that has leaked is replaced, never all at the same moment.
max_requests = 5000
max_requests_jitter = 500
logger_class = "config.web_log.JsonLines"
accesslog = "-"
access_log_format = '{"method": "%(m)s", "path": "%(U)s", "status": "%(s)s", "ms": "%(M)s"}'
