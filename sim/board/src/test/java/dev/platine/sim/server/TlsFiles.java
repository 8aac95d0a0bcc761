package dev.platine.sim.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Private authorities with a server's and two clients' certificates, as PEM files in a directory; made by openssl. */
final class TlsFiles {
    private final Path directory;

    TlsFiles(Path directory) throws IOException {
        this.directory = directory;
        boolean installed = List.of("/usr/bin/openssl", "/usr/local/bin/openssl", "/bin/openssl").stream()
                .anyMatch(path -> Files.isExecutable(Path.of(path)));
        Assumptions.assumeTrue(installed, "openssl is not installed");
        authority("ca");
        issue("ca", "server");
        issue("ca", "client");
        authority("other");
        issue("other", "stranger");
    }

    private void authority(String name) throws IOException {
        key(name);
        run("req", "-x509", "-new", "-key", name + ".key", "-subj", "/CN=" + name, "-days", "2", "-out", name + ".pem");
    }

    private void issue(String authority, String name) throws IOException {
        key(name);
        Files.writeString(directory.resolve("names"), "subjectAltName=IP:127.0.0.1,DNS:localhost\n");
        run("req", "-new", "-key", name + ".key", "-subj", "/CN=" + name, "-out", name + ".csr");
        run(
                "x509",
                "-req",
                "-in",
                name + ".csr",
                "-CA",
                authority + ".pem",
                "-CAkey",
                authority + ".key",
                "-CAcreateserial",
                "-days",
                "2",
                "-extfile",
                "names",
                "-out",
                name + ".pem");
    }

    private void key(String name) throws IOException {
        run("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", name + ".key");
    }

    private void run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("openssl.log").toFile())
                .start();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS) || process.exitValue() != 0) {
                String log = Files.readString(directory.resolve("openssl.log"), StandardCharsets.UTF_8);
                throw new IOException(String.join(" ", command) + ": " + log);
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** The query of a URI for the end of that name. */
    String query(String name) {
        return "?cert=" + directory.resolve(name + ".pem") + "&key=" + directory.resolve(name + ".key") + "&ca="
                + directory.resolve("ca.pem");
    }
}
