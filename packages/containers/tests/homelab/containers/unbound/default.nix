{ pkgs ? import <nixpkgs> { } }:
let
  libevent = pkgs.stdenv.mkDerivation { pname = "libevent"; version = "2.1.12"; src = ./.; };
  version = "1.22.0";
in
/* version = "0"; */
pkgs.dockerTools.buildImage { name = "unbound"; copyToRoot = [ libevent ]; }
