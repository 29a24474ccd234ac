# An image of a few files and a static busybox, made by nothing but Nix: no nixpkgs, no network, sandbox on or off.
#
# The result is a docker-archive, as dockerTools.buildImage makes it, with one layer. Owners and times in it are fixed,
# so the same busybox gives the same bytes on every machine.
#
# busybox comes from the machine that builds: on Debian, `apt-get install busybox-static`. Where nixpkgs is at hand, pass
# `busybox = "${pkgs.pkgsStatic.busybox}/bin/busybox"`, or use pkgs.dockerTools instead of this file (docs/nix.md).
{
  name,
  version,
  # The names under which busybox can be called in the image.
  applets,
  # Absolute path in the image -> { source = a file; mode = "0644"; }
  files ? { },
  # The image's config: Entrypoint, Cmd, Env, ExposedPorts, …
  config,
  # A path of this machine, or a string that names a file in the store.
  busybox ?
    # /bin is a link to /usr/bin on most machines, and Nix would copy the link.
    if builtins.pathExists /usr/bin/busybox then
      /usr/bin/busybox
    else if builtins.pathExists /bin/busybox then
      /bin/busybox
    else
      throw "no busybox on this machine: install busybox-static, or pass `busybox`",
}:
let
  architectures = {
    "x86_64-linux" = "amd64";
    "aarch64-linux" = "arm64";
    "armv7l-linux" = "arm";
    "riscv64-linux" = "riscv64";
  };
  system = builtins.currentSystem;
  # The name in the store ends in "-busybox", which busybox would take for an unknown applet; so it lies in a folder.
  tools =
    if builtins.isPath busybox then
      builtins.path {
        name = "busybox-static";
        path = dirOf busybox;
        filter = path: _: baseNameOf path == "busybox";
      } + "/busybox"
    else
      busybox;
  paths = builtins.attrNames files;
  parents = path: if dirOf path == "/" then [ ] else parents (dirOf path) ++ [ (dirOf path) ];
  folders = builtins.attrNames (
    builtins.listToAttrs (
      map (value: {
        name = value;
        inherit value;
      }) (builtins.concatMap parents (paths ++ [ "/bin/busybox" ]))
    )
  );
in
derivation {
  name = "${name}-${version}.tar";
  inherit system;
  builder = tools;
  args = [
    "sh"
    "-eu"
    ./pack-image.sh
  ];
  busybox = tools;
  repoTag = "${name}:${version}";
  architecture = architectures.${system} or (throw "no image architecture is known for ${system}");
  applets = builtins.concatStringsSep "\n" applets;
  folders = builtins.concatStringsSep "\n" folders;
  files = builtins.concatStringsSep "\n" (
    map (path: "${files.${path}.mode or "0644"} ${files.${path}.source} ${path}") paths
  );
  imageConfig = builtins.toJSON config;
}
