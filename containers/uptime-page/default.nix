# A page that says which services of a homelab answer: it asks each one every minute, over HTTP or TCP.
#
#   docker run -p 8080:8080 -e TARGETS="forge=https://code.example.org db=tcp://postgres:5432" registry.example.org/uptime-page:<tag>
#
# The page is at /, the same as JSON at /status.json.
let
  version = "1.0.0";
in
import ../lib/busybox-image.nix {
  name = "uptime-page";
  inherit version;
  applets = [
    "cat"
    "cut"
    "date"
    "httpd"
    "mkdir"
    "mv"
    "nc"
    "sed"
    "sh"
    "sleep"
    "ssl_client"
    "timeout"
    "wget"
  ];
  files."/app/serve.sh" = {
    source = ./serve.sh;
    mode = "0755";
  };
  config = {
    Entrypoint = [ "/app/serve.sh" ];
    Env = [
      "PATH=/bin"
      "VERSION=${version}"
      "TARGETS="
      "INTERVAL_SECONDS=60"
      "PORT=8080"
    ];
    ExposedPorts."8080/tcp" = { };
    User = "65534:65534";
    WorkingDir = "/tmp";
  };
}
