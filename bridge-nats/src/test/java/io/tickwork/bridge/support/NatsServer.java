// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A real nats-server of a test's own, on 127.0.0.1, with its port and its store in a directory of the test. It can be
 * killed, stopped for a while and started again on the same port and store.
 */
public final class NatsServer implements AutoCloseable {
    private static final long START_LIMIT_NS = TimeUnit.SECONDS.toNanos(30);
    private static final long LOOK_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final Pattern URL = Pattern.compile("\"nats\":\\s*\\[\\s*\"(?:nats|tls)://127\\.0\\.0\\.1:(\\d+)");

    private final Path directory;
    private final List<String> arguments;
    private int port = -1;
    private Process process;

    private NatsServer(Path directory, List<String> arguments) {
        this.directory = directory;
        this.arguments = arguments;
    }

    /**
     * Starts a server.
     *
     * @param directory of its own; made if need be.
     * @param arguments more of them, such as {@code -js} for JetStream, whose store is in the directory, or {@code -c
     *     FILE}.
     * @return the server, once it takes connections.
     */
    public static NatsServer start(Path directory, String... arguments) {
        NatsServer server = new NatsServer(directory, List.of(arguments));
        server.start();
        return server;
    }

    /** Starts it again, on the port and the store that it had. */
    public void start() {
        try {
            Files.createDirectories(directory);
            removePortsFiles();
            List<String> command = new ArrayList<>(List.of(
                    NatsBinary.find().toString(),
                    "-a",
                    "127.0.0.1",
                    "-p",
                    Integer.toString(port),
                    "-sd",
                    directory.resolve("store").toString(),
                    "--ports_file_dir",
                    directory.toString(),
                    "-l",
                    directory.resolve("server.log").toString()));
            command.addAll(arguments);
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("server.out").toFile())
                    .start();
            port = awaitPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void removePortsFiles() throws IOException {
        for (Path file : portsFiles()) {
            Files.delete(file); // a server that was killed leaves its own behind
        }
    }

    private List<Path> portsFiles() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".ports")).toList();
        }
    }

    private int awaitPort() throws IOException {
        long endNs = System.nanoTime() + START_LIMIT_NS;
        while (process.isAlive() && System.nanoTime() < endNs) {
            for (Path file : portsFiles()) {
                Matcher matcher = URL.matcher(Files.readString(file));
                if (matcher.find()) {
                    return Integer.parseInt(matcher.group(1));
                }
            }
            LockSupport.parkNanos(LOOK_INTERVAL_NS);
        }
        process.destroyForcibly();
        throw new IllegalStateException("The nats-server did not start: "
                + Files.readString(directory.resolve("server.out"))
                + (Files.exists(directory.resolve("server.log"))
                        ? Files.readString(directory.resolve("server.log"))
                        : ""));
    }

    /** {@return where clients connect to} */
    public String url() {
        return "nats://127.0.0.1:" + port;
    }

    /** {@return the port on 127.0.0.1} */
    public int port() {
        return port;
    }

    /** {@return the directory of this server} */
    public Path directory() {
        return directory;
    }

    /** Kills it at once (SIGKILL), as a crash would. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Stops it where it stands (SIGSTOP): its connections stay open and nothing answers. */
    public void freeze() {
        signal("STOP");
    }

    /** Lets it go on after {@link #freeze()}. */
    public void thaw() {
        signal("CONT");
    }

    /** Asks it to end as before maintenance: clients are told, then disconnected one by one (lame duck). */
    public void beginLameDuck() {
        signal("USR2");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitEnd() {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it, also when it is frozen. */
    @Override
    public void close() {
        kill();
    }
}
