#!/bin/sh
# Asks every target of $TARGETS (name=url, separated by spaces; http://, https:// or tcp://host:port), and serves what it found.
set -eu
# A target may hold a `?` or `*`: those are no file names.
set -f

pages=/tmp/uptime-page
mkdir -p "$pages/www" "$pages/counts"

# A name as it can stand in HTML and in JSON.
plain() { printf '%s' "$1" | sed 's/[^A-Za-z0-9._-]/-/g'; }
now_ms() { read -r up _ </proc/uptime && printf '%s0' "${up%.*}${up#*.}"; }

# Succeeds when the target answers within five seconds.
answers() {
  case $1 in
    tcp://*)
      address=${1#tcp://}
      timeout 5 nc "${address%:*}" "${address##*:}" </dev/null >/dev/null 2>&1
      ;;
    http://* | https://*) timeout 5 wget -q -O /dev/null "$1" 2>/dev/null ;;
    *) return 1 ;;
  esac
}

check_all() {
  rows='' items='' number=0
  for target in $TARGETS; do
    number=$((number + 1))
    name=$(plain "${target%%=*}") url=${target#*=}
    started=$(now_ms)
    if answers "$url"; then state=up; else state=down; fi
    took=$(($(now_ms) - started))
    read -r up total 2>/dev/null <"$pages/counts/$number" || { up=0 total=0; }
    total=$((total + 1))
    if [ $state = up ]; then up=$((up + 1)); fi
    echo "$up $total" >"$pages/counts/$number"
    percent=$((up * 100 / total))
    rows="$rows<tr class=$state><td>$name<td>$state<td>$took ms<td>$percent %"
    items="$items${items:+,}{\"name\":\"$name\",\"state\":\"$state\",\"tookMs\":$took,\"upPercent\":$percent}"
  done
  checked=$(date -u +%Y-%m-%dT%H:%M:%SZ)
  cat >"$pages/index.html" <<HTML
<!doctype html><meta charset=utf-8><meta name=viewport content="width=device-width"><meta http-equiv=refresh content=30><title>Uptime</title>
<style>body{font:1rem sans-serif;margin:2rem auto;max-width:40rem}table{width:100%;border-collapse:collapse}td,th{text-align:left;padding:.4rem}.up td:nth-child(2){color:#080}.down{background:#fdd}</style>
<h1>Uptime</h1><table><tr><th>Service<th>State<th>Answered in<th>Up since start$rows</table><p>Checked $checked, uptime-page $VERSION
HTML
  echo "{\"version\":\"$VERSION\",\"checkedAt\":\"$checked\",\"targets\":[$items]}" >"$pages/status.json"
  # A reader sees the old page or the new one, never half of one.
  mv "$pages/index.html" "$pages/status.json" "$pages/www/"
}

echo "uptime-page $VERSION, port $PORT, every $INTERVAL_SECONDS s: ${TARGETS:-no targets (set TARGETS)}"
check_all
httpd -f -p "$PORT" -h "$pages/www" &
server=$!
trap 'kill $server; exit 0' TERM INT
while kill -0 $server 2>/dev/null; do
  sleep "$INTERVAL_SECONDS" &
  wait $! || true
  check_all
done
echo "uptime-page: the web server ended" >&2
exit 1
