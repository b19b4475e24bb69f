// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * Damages the data files of a journal in one way after another, and knows from where its frames lie which sequences
 * must be lost. The number of damages is the system property {@code tickwork.damages}.
 */
public final class JournalDamages {
    /** How a journal is damaged. */
    public enum Kind {
        BIT_FLIP,
        ZEROED_PAGE,
        ZEROED_HEAD,
        TRUNCATION,
        SWAPPED_BLOCKS,
        FOREIGN_BLOCK,
        FOREIGN_FILE,
        REMOVED_SEGMENT
    }

    private static final int BLOCK = 4096;

    private final List<Path> files;
    private final List<byte[]> originals = new ArrayList<>();
    private final List<byte[]> foreign = new ArrayList<>();
    private List<byte[]> damaged;

    /**
     * Reads a sound journal.
     *
     * @param files its data files, oldest first.
     * @param foreignFiles data files of another journal.
     * @throws IOException when they cannot be read.
     */
    public JournalDamages(List<Path> files, List<Path> foreignFiles) throws IOException {
        this.files = List.copyOf(files);
        for (Path file : files) {
            originals.add(Files.readAllBytes(file));
        }
        for (Path file : foreignFiles) {
            foreign.add(Files.readAllBytes(file));
        }
    }

    /** {@return how many damages to try} */
    public static int count() {
        return Integer.getInteger("tickwork.damages", 300);
    }

    /**
     * Damages the files.
     *
     * @param kind how.
     * @param random where.
     * @return what was done, for a message.
     * @throws IOException when they cannot be written.
     */
    public String damage(Kind kind, SplittableRandom random) throws IOException {
        damaged = new ArrayList<>(originals);
        final int index = random.nextInt(files.size());
        final byte[] bytes = originals.get(index).clone();
        final int end = QueueFiles.end(bytes);
        final int blocks = (end + BLOCK - 1) / BLOCK;
        final int at;
        damaged.set(index, bytes);
        switch (kind) {
            case BIT_FLIP -> {
                at = random.nextInt(random.nextInt(4) == 0 ? 512 : end);
                bytes[at] ^= (byte) (1 << random.nextInt(8));
            }
            case ZEROED_PAGE -> {
                at = random.nextInt(blocks) * BLOCK;
                Arrays.fill(bytes, at, at + BLOCK, (byte) 0);
            }
            case ZEROED_HEAD -> {
                at = 1 + random.nextInt(2 * BLOCK);
                Arrays.fill(bytes, 0, at, (byte) 0);
            }
            case TRUNCATION -> {
                at = random.nextInt(end);
                damaged.set(index, Arrays.copyOf(bytes, at));
            }
            case SWAPPED_BLOCKS -> {
                at = random.nextInt(blocks) * BLOCK;
                final int other = random.nextInt(blocks) * BLOCK;
                final byte[] original = originals.get(index);
                System.arraycopy(original, other, bytes, at, BLOCK);
                System.arraycopy(original, at, bytes, other, BLOCK);
            }
            case FOREIGN_BLOCK -> {
                at = random.nextInt(blocks) * BLOCK;
                System.arraycopy(foreign.get(random.nextInt(foreign.size())), at, bytes, at, BLOCK);
            }
            case FOREIGN_FILE -> {
                at = 0;
                damaged.set(index, foreign.get(random.nextInt(foreign.size())));
            }
            default -> {
                at = 0;
                damaged.set(index, null);
            }
        }
        for (int i = 0; i < files.size(); i++) {
            write(files.get(i), damaged.get(i));
        }
        return kind + " in file " + index + " at byte " + at + " of " + end;
    }

    /** {@return the sequences of the events in frames that no longer stand where they were written} */
    public TreeSet<Long> lost() {
        final TreeSet<Long> lost = new TreeSet<>();
        for (int i = 0; i < files.size(); i++) {
            final byte[] original = originals.get(i);
            final byte[] now = damaged.get(i);
            final ByteBuffer buffer = ByteBuffer.wrap(original).order(ByteOrder.LITTLE_ENDIAN);
            for (int excerpt : QueueFiles.excerpts(original)) {
                final int from = excerpt + 4;
                final int to = from + buffer.getInt(excerpt);
                if (buffer.getShort(from + 2) == 1
                        && (now == null || now.length < to || !Arrays.equals(original, from, to, now, from, to))) {
                    for (int e = 0; e < buffer.getInt(from + 12); e++) {
                        lost.add(buffer.getLong(from + 16) + e);
                    }
                }
            }
        }
        return lost;
    }

    /** {@return those of {@link #lost} whose frames do not stand anywhere else either} */
    public TreeSet<Long> lostEverywhere() {
        final TreeSet<Long> lost = lost();
        final Set<ByteBuffer> standing = new HashSet<>();
        for (byte[] now : damaged) {
            for (int at = 0; now != null && at + 40 <= now.length; at += 4) {
                final ByteBuffer buffer = ByteBuffer.wrap(now).order(ByteOrder.LITTLE_ENDIAN);
                final int length = buffer.getInt(at + 4);
                if (buffer.getInt(at) == 0x1_0001 && length >= 36 && length <= now.length - at) {
                    standing.add(buffer.slice(at, length));
                }
            }
        }
        for (byte[] original : originals) {
            final ByteBuffer buffer = ByteBuffer.wrap(original).order(ByteOrder.LITTLE_ENDIAN);
            for (int excerpt : QueueFiles.excerpts(original)) {
                if (standing.contains(buffer.slice(excerpt + 4, buffer.getInt(excerpt)))) {
                    for (int e = 0; e < buffer.getInt(excerpt + 16); e++) {
                        lost.remove(buffer.getLong(excerpt + 20) + e);
                    }
                }
            }
        }
        return lost;
    }

    /** {@return whether any frame no longer stands where it was written} */
    public boolean isAnyFrameHit() {
        for (int i = 0; i < files.size(); i++) {
            final byte[] original = originals.get(i);
            final byte[] now = damaged.get(i);
            final ByteBuffer buffer = ByteBuffer.wrap(original).order(ByteOrder.LITTLE_ENDIAN);
            for (int excerpt : QueueFiles.excerpts(original)) {
                final int to = excerpt + 4 + buffer.getInt(excerpt);
                if (now == null || now.length < to || !Arrays.equals(original, excerpt, to, now, excerpt, to)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** {@return whether the first or the last file is gone, which only what stands outside of it can tell} */
    public boolean isFirstOrLastRemoved() {
        return damaged.get(0) == null || damaged.get(damaged.size() - 1) == null;
    }

    /** {@return whether the files are, byte for byte, as {@link #damage} left them} */
    public boolean isUntouched() throws IOException {
        for (int i = 0; i < files.size(); i++) {
            final byte[] expected = damaged.get(i);
            if (expected == null
                    ? Files.exists(files.get(i))
                    : !Arrays.equals(expected, Files.readAllBytes(files.get(i)))) {
                return false;
            }
        }
        return true;
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        if (bytes == null) {
            Files.deleteIfExists(file);
            Files.deleteIfExists(file.getParent());
        } else {
            Files.createDirectories(file.getParent());
            if (!Files.exists(file)
                    || Files.size(file) != bytes.length
                    || !Arrays.equals(Files.readAllBytes(file), bytes)) {
                Files.write(file, bytes);
            }
        }
    }
}
