#!/bin/sh
# Answers one connection: the request comes back as text, with who asked and who answers.
IFS= read -r request || exit 0
text=${request%?}
while IFS= read -r line; do
  line=${line%?}
  [ -n "$line" ] || break
  text="$text
$line"
done
text="$text

answered by $(cat /etc/echo-version) on $(hostname)
"
printf 'HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\nCache-Control: no-store\r\nConnection: close\r\n'
printf 'Content-Length: %d\r\n\r\n' "$(printf %s "$text" | wc -c)"
case $request in HEAD*) ;; *) printf %s "$text" ;; esac
