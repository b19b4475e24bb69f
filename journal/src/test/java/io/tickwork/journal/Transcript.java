// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.DirectBuffer;

/** What a journal holds, as lines: the plain list that writer and reader are compared with. */
final class Transcript implements JournalHandler {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    final List<String> lines = new ArrayList<>();
    final List<Manifest> manifests = new ArrayList<>();
    final List<String> sources = new ArrayList<>();
    long lastSequence;

    @Override
    public void onManifest(Manifest manifest) {
        manifests.add(manifest);
    }

    @Override
    public void onEvent(long sequence, int sourceId, long sourceSequence, DirectBuffer buffer, int offset, int length) {
        final StringBuilder line = new StringBuilder()
                .append("event ")
                .append(sequence)
                .append(' ')
                .append(sourceId)
                .append(' ')
                .append(sourceSequence)
                .append(' ');
        for (int i = offset; i < offset + length; i++) {
            line.append(HEX[buffer.getByte(i) >> 4 & 0xF]).append(HEX[buffer.getByte(i) & 0xF]);
        }
        lines.add(line.toString());
        lastSequence = sequence;
    }

    @Override
    public void onSource(int sourceId, long sourceSequence) {
        sources.add(sourceId + " " + sourceSequence);
    }

    @Override
    public void onOutcome(long sequence, int digest) {
        lines.add("outcome " + sequence + " " + digest);
    }

    @Override
    public void onCheckpoint(Checkpoint checkpoint) {
        lines.add(checkpoint + " " + Arrays.toString(checkpoint.nodeDigests()));
    }

    static Transcript of(Path directory) {
        final Transcript transcript = new Transcript();
        try (JournalReader reader = JournalReader.open(directory)) {
            reader.readAll(transcript);
        }
        return transcript;
    }
}
