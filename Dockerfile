# Vastus under gunicorn. The same image migrates, serves and runs the worker.

FROM python:3.11-slim-bookworm AS environment
WORKDIR /vastus
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
COPY requirements.lock ./
RUN python -m venv .venv && .venv/bin/pip install --require-hashes -r requirements.lock

FROM python:3.11-slim-bookworm
WORKDIR /vastus
ENV PATH=/vastus/.venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    VASTUS_PROFILE=production
COPY --from=environment /vastus/.venv .venv
COPY . .
# Collecting needs settings but no secret: the values below reach no running container.
RUN VASTUS_SECRET_KEY=used-while-collecting-only-0123456789-abcdefghijklmnop \
    VASTUS_RECORD_KEYS=build:0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0 \
    VASTUS_ALLOWED_HOSTS=localhost \
    python manage.py collectstatic --noinput \
    && useradd --uid 10001 --no-create-home vastus
USER vastus
EXPOSE 8000
CMD ["gunicorn", "--config", "deploy/gunicorn.conf.py", "--no-control-socket", "--bind", "0.0.0.0:8000", "config.wsgi"]
