{ pkgs ? import <nixpkgs> { } }:
pkgs.dockerTools.buildImage { name = "nettest"; version = "${pkgs.mtr.version}"; }
