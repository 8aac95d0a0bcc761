# Sourced by the scripts beside it: builds what is not built yet, and sets the array `java`, the command line up to the class.
root=$(cd "$here/.." && pwd)
if [ ! -d "$here/target/lib" ] || [ -n "$(find "$root" -name '*.java' -path '*/src/main/*' -newer "$here/target/lib" -print -quit)" ]; then
  echo "building (once) ..." >&2
  "$root/mvnw" -q -f "$root/pom.xml" -Dquickly package -pl benchmarks -am >&2
  touch "$here/target/lib"
fi
java=("${JAVA_HOME:+$JAVA_HOME/bin/}java")
if "${java[0]}" --version | head -1 | grep -qE ' (2[2-9]|[3-9][0-9])'; then
  java+=(--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)
fi
java+=(-cp "$here/target/classes:$here/target/lib/*")
