# A network tester: ping, nc, wget, nslookup, traceroute and more, in one small image.
#
#   docker run --rm -it registry.example.org/nettest:<tag> wget -qO- http://service:8080/
let
  version = "1.0.0";
in
import ../lib/busybox-image.nix {
  name = "nettest";
  inherit version;
  applets = [
    "arp"
    "arping"
    "awk"
    "cat"
    "date"
    "dnsdomainname"
    "echo"
    "env"
    "ftpget"
    "grep"
    "head"
    "hostname"
    "httpd"
    "ifconfig"
    "ip"
    "ipcalc"
    "ls"
    "nc"
    "netstat"
    "nslookup"
    "ping"
    "ping6"
    "ps"
    "route"
    "sed"
    "sh"
    "sleep"
    "sort"
    "tail"
    "telnet"
    "time"
    "timeout"
    "traceroute"
    "traceroute6"
    "vi"
    "watch"
    "wget"
    "whois"
  ];
  files."/etc/nettest-version".source = builtins.toFile "nettest-version" "nettest ${version}\n";
  config = {
    Cmd = [
      "sh"
      "-c"
      "cat /etc/nettest-version; exec sleep 86400"
    ];
    Env = [ "PATH=/bin" ];
    WorkingDir = "/";
  };
}
