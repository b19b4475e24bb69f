// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Damages the files of a journal in one way after another, and knows from where its frames lie which sequences must be
 * lost. The number of damages is the system property {@code tickwork.damages}.
 */
public final class JournalDamages {
    /** How a journal is damaged. */
    public enum Kind {
        BIT_FLIP,
        TWO_BIT_FLIPS,
        ZEROED_PAGE,
        ZEROED_HEAD,
        TRUNCATION,
        SWAPPED_BLOCKS,
        FOREIGN_BLOCK,
        BLOCK_OF_OTHER_SEGMENT,
        FOREIGN_FILE,
        SWAPPED_FILES,
        REMOVED_SEGMENT,
        METADATA
    }

    private static final int BLOCK = 4096;
    private static final String METADATA_FILE = "metadata.cq4t";

    private final List<Path> files;
    private final Map<Path, byte[]> originals = new TreeMap<>();
    private final List<byte[]> foreign = new ArrayList<>();
    private final List<Frame> frames = new ArrayList<>();
    private Map<Path, byte[]> damaged;

    /** A frame that counts: its excerpt's place in a file, and its events. */
    private record Frame(Path file, int excerpt, int end, long firstSequence, int eventCount) {}

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
            originals.put(file, Files.readAllBytes(file));
            originals.put(metadata(file), Files.readAllBytes(metadata(file)));
        }
        for (Path file : foreignFiles) {
            foreign.add(Files.readAllBytes(file));
        }
        findFrames();
    }

    /** From the newest file back: each counts up to the frame that the first frame of the one behind it follows. */
    private void findFrames() {
        int follows = 0;
        boolean isNewest = true;
        for (int i = files.size() - 1; i >= 0; i--) {
            final ByteBuffer bytes =
                    ByteBuffer.wrap(originals.get(files.get(i))).order(ByteOrder.LITTLE_ENDIAN);
            final List<Frame> ofFile = new ArrayList<>();
            boolean isFound = isNewest;
            for (int excerpt : QueueFiles.excerpts(bytes.array())) {
                final int end = excerpt + 4 + bytes.getInt(excerpt);
                final int events = bytes.getShort(excerpt + 6) == 1 ? bytes.getInt(excerpt + 16) : 0;
                ofFile.add(new Frame(files.get(i), excerpt, end, bytes.getLong(excerpt + 20), events));
                if (!isNewest && bytes.getInt(end - 4) == follows) {
                    isFound = true;
                    break;
                }
            }
            if (isFound) {
                frames.addAll(0, ofFile);
                follows = bytes.getInt(ofFile.get(1).excerpt + 12);
                isNewest = false;
            }
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
        damaged = new TreeMap<>(originals);
        final int index = random.nextInt(files.size());
        final Path file = files.get(index);
        final byte[] original = originals.get(file);
        final byte[] bytes = original.clone();
        final int end = QueueFiles.end(bytes);
        final int block = position(original, random) / BLOCK * BLOCK;
        int at = 0;
        damaged.put(file, bytes);
        switch (kind) {
            case BIT_FLIP -> at = flip(bytes, original, random);
            case TWO_BIT_FLIPS -> {
                at = flip(bytes, original, random);
                flip(bytes, original, random);
            }
            case ZEROED_PAGE -> {
                at = block;
                Arrays.fill(bytes, at, at + BLOCK, (byte) 0);
            }
            case ZEROED_HEAD -> {
                at = 1 + random.nextInt(2 * BLOCK) + (random.nextBoolean() ? QueueFiles.firstExcerpt(bytes) : 0);
                at = Math.min(at, bytes.length);
                Arrays.fill(bytes, 0, at, (byte) 0);
            }
            case TRUNCATION -> {
                at = position(original, random);
                damaged.put(file, Arrays.copyOf(bytes, at));
            }
            case SWAPPED_BLOCKS -> {
                at = block;
                final int other = position(original, random) / BLOCK * BLOCK;
                System.arraycopy(original, other, bytes, at, BLOCK);
                System.arraycopy(original, at, bytes, other, BLOCK);
            }
            case FOREIGN_BLOCK -> {
                at = block;
                final byte[] other = foreign.get(random.nextInt(foreign.size()));
                System.arraycopy(other, Math.min(at, other.length - BLOCK), bytes, at, BLOCK);
            }
            case BLOCK_OF_OTHER_SEGMENT -> {
                at = block;
                final byte[] other = originals.get(files.get(random.nextInt(files.size())));
                System.arraycopy(other, Math.min(at, other.length - BLOCK), bytes, at, BLOCK);
            }
            case FOREIGN_FILE -> damaged.put(file, foreign.get(Math.min(index, foreign.size() - 1)));
            case SWAPPED_FILES -> {
                at = random.nextInt(files.size());
                damaged.put(file, originals.get(files.get(at)));
                damaged.put(files.get(at), original);
            }
            case REMOVED_SEGMENT -> {
                damaged.put(file, null);
                damaged.put(metadata(file), null);
            }
            case METADATA -> {
                damaged.put(file, original);
                damaged.put(metadata(file), metadataDamaged(originals.get(metadata(file)), random));
            }
        }
        for (Map.Entry<Path, byte[]> each : damaged.entrySet()) {
            write(each.getKey(), each.getValue());
        }
        return kind + " in file " + index + " at " + at + " of " + end;
    }

    private static int flip(byte[] bytes, byte[] original, SplittableRandom random) {
        final int at = position(original, random);
        bytes[at] ^= (byte) (1 << random.nextInt(8));
        return at;
    }

    /**
     * The beginning of a file, where the queue keeps its own header, and the frames are hit more often than their
     * share: most of a short file is the queue's index.
     */
    private static int position(byte[] original, SplittableRandom random) {
        final int first = QueueFiles.firstExcerpt(original);
        final int end = QueueFiles.end(original);
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(512);
            case 1 -> random.nextInt(end);
            default -> first + random.nextInt(end - first);
        };
    }

    private static byte[] metadataDamaged(byte[] original, SplittableRandom random) {
        final byte[] bytes = original.clone();
        switch (random.nextInt(4)) {
            case 0 -> Arrays.fill(bytes, 0, random.nextInt(bytes.length), (byte) 0);
            case 1 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            case 2 -> {
                return Arrays.copyOf(bytes, random.nextInt(bytes.length));
            }
            default -> {
                return null;
            }
        }
        return bytes;
    }

    /** {@return the sequences of the events in frames that no longer stand where they were written} */
    public TreeSet<Long> lost() {
        final TreeSet<Long> lost = new TreeSet<>();
        for (Frame frame : frames) {
            if (frame.eventCount > 0 && !stands(frame, frame.excerpt + 4)) {
                for (int e = 0; e < frame.eventCount; e++) {
                    lost.add(frame.firstSequence + e);
                }
            }
        }
        return lost;
    }

    /** {@return whether any frame no longer stands where it was written, or its document is not one} */
    public boolean isAnyFrameHit() {
        return frames.stream().anyMatch(frame -> !stands(frame, frame.excerpt));
    }

    private boolean stands(Frame frame, int from) {
        final byte[] now = damaged.get(frame.file);
        return now != null
                && now.length >= frame.end
                && Arrays.equals(originals.get(frame.file), from, frame.end, now, from, frame.end);
    }

    /** {@return whether every frame counts} */
    public boolean isNothingGivenUp() {
        int count = 0;
        for (Path file : files) {
            count += QueueFiles.excerpts(originals.get(file)).size();
        }
        return frames.size() == count;
    }

    /** {@return whether the first or the last file is gone, which only what stands outside of it can tell} */
    public boolean isFirstOrLastRemoved() {
        return damaged.get(files.get(0)) == null || damaged.get(files.get(files.size() - 1)) == null;
    }

    /** {@return whether the files are, byte for byte, as {@link #damage} left them} */
    public boolean isUntouched() throws IOException {
        for (Map.Entry<Path, byte[]> each : damaged.entrySet()) {
            final byte[] expected = each.getValue();
            if (expected == null
                    ? Files.exists(each.getKey())
                    : !Arrays.equals(expected, Files.readAllBytes(each.getKey()))) {
                return false;
            }
        }
        return true;
    }

    private static Path metadata(Path dataFile) {
        return dataFile.resolveSibling(METADATA_FILE);
    }

    private void write(Path file, byte[] bytes) throws IOException {
        if (bytes == null) {
            Files.deleteIfExists(file);
            if (damaged.get(file.resolveSibling(METADATA_FILE)) == null && file.endsWith(METADATA_FILE)) {
                removeIfEmpty(file.getParent());
            }
        } else {
            Files.createDirectories(file.getParent());
            if (!Files.exists(file)
                    || Files.size(file) != bytes.length
                    || !Arrays.equals(Files.readAllBytes(file), bytes)) {
                Files.write(file, bytes);
            }
        }
    }

    private static void removeIfEmpty(Path directory) throws IOException {
        try (var entries = Files.list(directory)) {
            if (entries.findAny().isPresent()) {
                return;
            }
        }
        Files.delete(directory);
    }
}
