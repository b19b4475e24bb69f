// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Finds the nats-server that tests run, in this order: the system property {@code tickwork.natsServer}, the environment
 * variable {@code NATS_SERVER}, the {@code PATH}, and last Debian's package, unpacked without root into the build's own
 * folder, where it stays for the next time.
 */
final class NatsBinary {
    private static final String NAME = "nats-server";
    private static final int COMMAND_LIMIT_S = 240;

    private NatsBinary() {}

    /** {@return an executable nats-server} */
    static synchronized Path find() {
        for (String named : Stream.of(System.getProperty("tickwork.natsServer"), System.getenv("NATS_SERVER"))
                .filter(path -> path != null && !path.isEmpty())
                .toList()) {
            Path binary = Path.of(named);
            if (!Files.isExecutable(binary)) {
                throw new IllegalStateException("The nats-server " + binary + " is named by the system property"
                        + " tickwork.natsServer or by NATS_SERVER and cannot be executed.");
            }
            return binary;
        }
        for (String directory : System.getenv().getOrDefault("PATH", "").split(":")) {
            Path binary = Path.of(directory).resolve(NAME);
            if (Files.isExecutable(binary)) {
                return binary;
            }
        }
        Path kept = buildFolder().resolve(NAME);
        return Files.isExecutable(kept) ? kept : unpack(kept);
    }

    private static Path buildFolder() {
        return Path.of(System.getProperty("tickwork.root")).toAbsolutePath().resolve("bridge-nats/target/nats");
    }

    private static Path unpack(Path kept) {
        try {
            Files.createDirectories(kept.getParent());
            Path work = Files.createTempDirectory(kept.getParent(), "unpack");
            String output = run(work, List.of("apt-get", "download", NAME));
            Path debianPackage = packageIn(work);
            if (debianPackage == null) {
                // A new machine may not have fetched its lists of packages yet; that takes root.
                output += run(work, List.of("apt-get", "update")) + run(work, List.of("apt-get", "download", NAME));
                debianPackage = packageIn(work);
            }
            if (debianPackage == null) {
                throw new IllegalStateException("There is no nats-server for the tests. Install one (Debian and Ubuntu:"
                        + " apt-get install nats-server), or name one by -Dtickwork.natsServer=FILE or the environment"
                        + " variable NATS_SERVER. Downloading Debian's package said:\n"
                        + output);
            }
            output = run(work, List.of("dpkg", "-x", debianPackage.toString(), work.toString()));
            Path binary;
            try (Stream<Path> files = Files.walk(work)) {
                binary = files.filter(file -> file.endsWith(NAME) && Files.isRegularFile(file))
                        .filter(Files::isExecutable)
                        .findFirst()
                        .orElse(null);
            }
            if (binary == null) {
                throw new IllegalStateException(
                        "Debian's package " + debianPackage + " holds no nats-server. Unpacking it said:\n" + output);
            }
            // At once, since another build may look for it at this moment.
            Files.move(binary, kept, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            try (Stream<Path> files = Files.walk(work)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
            return kept;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path packageIn(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".deb"))
                    .findFirst()
                    .orElse(null);
        }
    }

    private static String run(Path directory, List<String> command) throws IOException {
        Path output = Files.createTempFile(directory, "command", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(COMMAND_LIMIT_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            return String.join(" ", command) + ": " + e.getMessage() + "\n"; // not on this system
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return String.join(" ", command) + ":\n" + Files.readString(output);
    }
}
