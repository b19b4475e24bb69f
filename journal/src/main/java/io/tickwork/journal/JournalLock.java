// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agrona.CloseHelper;

/**
 * The right to write to a journal, as a lock of the operating system: it excludes processes of other containers, too,
 * and ends with its process, however that ends. The file that is locked stays empty; who holds it stands in another.
 */
final class JournalLock implements AutoCloseable {
    private static final String LOCK_FILE = "lock";
    private static final String OWNER_FILE = "owner";

    private static final Pattern OWNER = Pattern.compile("pid: (\\d{1,18})\n.*\nstarted: (.*)");

    /** The owner writes down who it is just after it has got the lock. */
    private static final long OWNER_WAIT_NS = TimeUnit.MILLISECONDS.toNanos(300);

    private final FileChannel channel;

    private JournalLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock, or refuses at once, having changed nothing.
     *
     * @param directory of the journal; made if it is not there.
     * @return the lock.
     * @throws JournalException of kind ENVIRONMENT when another process has it, naming that, or it cannot be had; INPUT
     *     when the directory is a file.
     */
    static JournalLock acquire(Path directory) {
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw JournalException.input(
                    "A journal cannot be created at " + directory + ": it is a file. Choose another directory.");
        }
        FileChannel channel = null;
        try {
            Files.createDirectories(directory);
            channel =
                    FileChannel.open(directory.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            final FileLock lock = tryLock(channel);
            if (lock == null) {
                throw JournalException.environment(
                        "The journal " + directory + " is in use by " + owner(directory)
                                + ". One process at a time can write to it: stop that one, or choose another directory.",
                        null);
            }
            writeOwner(directory);
            return new JournalLock(channel);
        } catch (IOException e) {
            CloseHelper.quietClose(channel);
            throw JournalException.environment(
                    "The journal " + directory + " could not be locked: " + e
                            + ". Check that its parent directory can be written to and has space.",
                    e);
        } catch (JournalException e) {
            CloseHelper.quietClose(channel);
            throw e;
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // by this very process
        }
    }

    private static void writeOwner(Path directory) throws IOException {
        final ProcessHandle self = ProcessHandle.current();
        final Path temporary = directory.resolve("." + OWNER_FILE);
        Files.writeString(
                temporary,
                "pid: " + self.pid() + "\nhost: " + hostName() + "\nstarted: "
                        + self.info().startInstant().orElseGet(Instant::now) + "\n");
        Files.move(
                temporary,
                directory.resolve(OWNER_FILE),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** As the kernel knows it: asking for it by the network's means may take seconds. */
    private static String hostName() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static String owner(Path directory) throws IOException {
        final long startNs = System.nanoTime();
        while (true) {
            try {
                final String text =
                        Files.readString(directory.resolve(OWNER_FILE)).strip();
                if (isAlive(text) || System.nanoTime() - startNs > OWNER_WAIT_NS) {
                    return "another process (" + text.replace("\n", ", ") + ")";
                }
            } catch (NoSuchFileException e) {
                if (System.nanoTime() - startNs > OWNER_WAIT_NS) {
                    return "another process that has just started";
                }
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    /**
     * Whether there is such a process. If not, it is the owner before, and the one that has the lock is about to write
     * down who it is; or it runs in another container, and waiting for that changes nothing.
     */
    private static boolean isAlive(String owner) {
        final Matcher matcher = OWNER.matcher(owner);
        return matcher.matches()
                && ProcessHandle.of(Long.parseLong(matcher.group(1)))
                        .flatMap(process -> process.info().startInstant())
                        .filter(start -> start.toString().equals(matcher.group(2)))
                        .isPresent();
    }

    /** Releases it; the file stays. */
    @Override
    public void close() {
        CloseHelper.quietClose(channel);
    }
}
