{ pkgs ? import <nixpkgs> { } }:
pkgs.dockerTools.buildImage {
  name = "wireguard";
  tag = pkgs.wireguard-tools.version;
}
