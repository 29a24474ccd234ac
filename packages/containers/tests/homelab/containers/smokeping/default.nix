let version = "2.8.2"; in { inherit version; }
