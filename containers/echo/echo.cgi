#!/bin/sh
# httpd hands the request over in the environment: each header as HTTP_<NAME>.
printf 'Content-Type: text/plain; charset=utf-8\r\nCache-Control: no-store\r\n\r\n'
echo "$REQUEST_METHOD $REQUEST_URI $SERVER_PROTOCOL"
echo "from: $REMOTE_ADDR"
echo "by: $(cat /etc/echo-version)"
env | grep '^HTTP_' | sort
