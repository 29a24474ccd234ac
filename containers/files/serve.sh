#!/bin/sh
# Serves /srv over HTTP. PORT is 8080 unless it is set.
if [ "${1:-}" = --version ]; then
  exec cat /etc/files-version
fi
exec httpd -f -v -p "${PORT:-8080}" -h /srv -c /etc/httpd.conf
