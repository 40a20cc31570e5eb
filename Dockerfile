# The API as an image. What was tried of it, and what was not: docs/containers.md

FROM python:3.11-slim-bookworm AS build
WORKDIR /app
COPY qg requirements.lock ./
# The front door makes its own environment, from the lock and its hashes; this layer changes only with them.
RUN python -c "import pathlib, runpy; runpy.run_path('qg')['make_environment'](pathlib.Path('requirements.lock'))"
COPY cli/ cli/
COPY graph/ graph/
COPY loaders/ loaders/
COPY queries/ queries/
COPY schema/ schema/

FROM python:3.11-slim-bookworm
RUN groupadd --gid 10001 qg \
    && useradd --uid 10001 --gid qg --no-create-home --home-dir /data --shell /usr/sbin/nologin qg \
    && install --directory --owner=qg --group=qg --mode=0700 /data
WORKDIR /app
COPY --from=build /app /app
ENV HOME=/data \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    QG_DATA_DIR=/data
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
    CMD [".venv/bin/python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/healthz', timeout=3)"]
CMD ["./qg", "serve", "--host", "0.0.0.0", "--port", "8000"]
