with import <nixpkgs> { };
dockerTools.buildImage rec {
  name = "step-ca";
  version = "v0.28.1";
  tag = version;
  runAsRoot = ''
    echo "version = \"9\";" > /x
    echo ''${HOME}
  '';
}
