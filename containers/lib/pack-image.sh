# The builder of busybox-image.nix: packs a layer and around it a docker-archive. Runs in busybox sh, without PATH.
# Tar headers are written here because busybox tar takes owners and times from the disk, and those differ between a
# build with and one without the sandbox.
run() { "$busybox" "$@"; }

# pad TEXT LENGTH: the text and NUL bytes up to LENGTH.
pad() {
  printf '%s' "$1"
  run head -c $(($2 - ${#1})) /dev/zero
}

# header PATH MODE TYPE SIZE LINK: one ustar header, owned by root, of the second 1 of 1970.
header() {
  {
    pad "$1" 100
    printf '%07o\0%07o\0%07o\0%011o\0%011o\0%8s%s' "$2" 0 0 "$4" 1 '' "$3"
    pad "$5" 100
    printf 'ustar\00000'
    pad root 32
    pad root 32
    run head -c 183 /dev/zero
  } >header
  sum=$(run od -An -v -tu1 header | run awk '{for (i = 1; i <= NF; i++) sum += $i} END {print sum}')
  run head -c 148 header
  printf '%06o\0 ' "$sum"
  run tail -c +157 header
}

folder() { header "$1/" 0755 5 0 ''; }
link() { header "$1" 0777 2 0 "$2"; }
file() {
  size=$(run stat -Lc %s "$3")
  header "$1" "$2" 0 "$size" ''
  run cat "$3"
  run head -c $(((512 - size % 512) % 512)) /dev/zero
}
finish() { run head -c 1024 /dev/zero; }
digest() { run sha256sum "$1" | run cut -d ' ' -f 1; }

{
  for path in $folders; do folder "${path#/}"; done
  header tmp/ 01777 5 0 ''
  file bin/busybox 0755 "$busybox"
  for applet in $applets; do link "bin/$applet" busybox; done
  printf '%s\n' "$files" | while read -r mode source path; do
    if [ -n "$path" ]; then file "${path#/}" "$mode" "$source"; fi
  done
  finish
} >layer.tar

layer=$(digest layer.tar)
printf '{"architecture":"%s","config":%s,"created":"1970-01-01T00:00:01Z","os":"linux","rootfs":{"diff_ids":["sha256:%s"],"type":"layers"}}' \
  "$architecture" "$imageConfig" "$layer" >config.json
image=$(digest config.json)
printf '[{"Config":"%s.json","Layers":["%s/layer.tar"],"RepoTags":["%s"]}]' "$image" "$layer" "$repoTag" >manifest.json

{
  folder "$layer"
  file "$layer/layer.tar" 0644 layer.tar
  file "$image.json" 0644 config.json
  file manifest.json 0644 manifest.json
  finish
} >"$out"
