{ pkgs ? import <nixpkgs> { } }:
let
  version = "2.11.0";
in
pkgs.dockerTools.buildLayeredImage {
  name = "ntfy";
  tag = version;
  config.Entrypoint = [ "${pkgs.ntfy-sh}/bin/ntfy" ];
}
