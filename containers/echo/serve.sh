#!/bin/sh
# Starts the echo server. PORT is 8080 unless it is set.
if [ "${1:-}" = --version ]; then
  exec cat /etc/echo-version
fi
exec nc -ll -p "${PORT:-8080}" -e /bin/answer
