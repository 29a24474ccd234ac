#!/bin/sh
# Starts the echo server. PORT is 8080 unless it is set.
if [ "${1:-}" = --version ]; then
  exec cat /etc/echo-version
fi
exec httpd -f -p "${PORT:-8080}" -h /www
