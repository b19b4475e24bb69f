// SPDX-License-Identifier: Apache-2.0
package io.tickwork.systemtests.journal;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A small file system of its own, mounted for as long as this is open. Needs the right to mount; where there is none,
 * the test is aborted.
 */
final class Disk implements AutoCloseable {
    private static final int FILL_LENGTH = 1 << 16;

    private final Path mountPoint;

    private Disk(Path mountPoint) {
        this.mountPoint = mountPoint;
    }

    static Disk tmpfs(Path mountPoint, long lengthBytes) throws Exception {
        return mount(mountPoint, "mount", "-t", "tmpfs", "-o", "size=" + lengthBytes, "tmpfs", mountPoint.toString());
    }

    /** Makes an ext4 file system in a file and mounts it. */
    static Disk ext4(Path mountPoint, Path image, long lengthBytes) throws Exception {
        try (FileChannel channel = FileChannel.open(image, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[1]), lengthBytes - 1);
        }
        try {
            Machine.run("mkfs.ext4", "-q", "-F", image.toString());
        } catch (IOException e) {
            abort("not run: no ext4 file system can be made here: " + e.getMessage());
        }
        return mounted(mountPoint, image);
    }

    /** Mounts the file system that is in a file. */
    static Disk mounted(Path mountPoint, Path image) throws Exception {
        return mount(mountPoint, "mount", "-o", "loop,noatime", image.toString(), mountPoint.toString());
    }

    private static Disk mount(Path mountPoint, String... command) throws Exception {
        Files.createDirectories(mountPoint);
        try {
            Machine.run(command);
        } catch (IOException e) {
            return abort("not run: nothing can be mounted here: " + e.getMessage());
        }
        return new Disk(mountPoint);
    }

    Path resolve(String name) {
        return mountPoint.resolve(name);
    }

    /** Stops every change of this file system, until {@link #thaw}; who would change it waits. */
    void freeze() throws Exception {
        Machine.run("fsfreeze", "--freeze", mountPoint.toString());
    }

    void thaw() throws Exception {
        Machine.run("fsfreeze", "--unfreeze", mountPoint.toString());
    }

    /** Writes a file that leaves no room for anything else. */
    static void fill(Path filler) throws IOException {
        try (FileChannel channel = FileChannel.open(
                filler, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            for (int length = FILL_LENGTH; length >= 1; length /= 2) {
                write(channel, length);
            }
        }
    }

    private static void write(FileChannel channel, int length) {
        ByteBuffer data = ByteBuffer.allocate(length);
        try {
            while (channel.write(data.clear()) == length) {
                // Until there is no room for so much.
            }
        } catch (IOException e) {
            // There is none.
        }
    }

    /** Whoever used it has ended. */
    @Override
    public void close() {
        try {
            Machine.run("umount", mountPoint.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
