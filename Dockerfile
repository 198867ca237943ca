FROM node:24-slim AS web
WORKDIR /build/web
COPY web/package.json web/package-lock.json web/.npmrc ./
RUN npm ci --no-progress
COPY web ./
RUN npm run build

FROM python:3.13-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /build
COPY requirements.lock ./
# Every file is checked against its hash here; all that follows installs from /wheels alone.
RUN pip wheel --quiet --require-hashes --wheel-dir /wheels --requirement requirements.lock \
 && pip install --quiet --no-index --find-links /wheels hatchling
COPY pyproject.toml LICENSE ./
COPY src src
COPY --from=web /build/src/entrypoints/http/web_dist src/entrypoints/http/web_dist
# /app gets what the project needs to run: neither pip nor the tools that build it. Its bytecode is made here, once.
RUN pip wheel --quiet --no-index --no-deps --no-build-isolation --wheel-dir /wheels . \
 && python -m venv --without-pip /app \
 && pip --python /app/bin/python install --quiet --no-index --find-links /wheels --no-compile carbon-ledger \
 && python -m compileall -q -j 0 --invalidation-mode unchecked-hash /app/lib

FROM python:3.13-slim
# Group 0 owns the data, so that an arbitrary user id in it may write; pip has no business in a running service; the
# standard library comes without bytecode, which a read-only service would make anew at every start and health check.
RUN useradd --uid 10001 --gid 0 --no-create-home --home-dir /data --shell /usr/sbin/nologin ledger \
 && install --directory --owner 10001 --group 0 --mode 2770 /data \
 && rm -rf /usr/local/bin/pip* /usr/local/lib/python3.13/site-packages/pip* \
 && python -m compileall -q -j 0 -x '/(test|idlelib|lib2to3|turtledemo)/' --invalidation-mode unchecked-hash /usr/local/lib/python3.13
COPY --from=build /app /app
ENV PATH=/app/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 HOST=0.0.0.0 PORT=8000 DATA_DIR=/data
WORKDIR /data
VOLUME /data
EXPOSE 8000
USER 10001:0
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 CMD ["python", "-c", "import os, urllib.request as http; http.urlopen('http://127.0.0.1:' + os.environ['PORT'] + '/health/ready', timeout=4)"]
ENTRYPOINT ["carbon-ledger"]
CMD ["serve"]
