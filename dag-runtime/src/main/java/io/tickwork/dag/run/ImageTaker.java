// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.run;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;

/**
 * Takes images of a processor that goes on running: byte for byte what {@link GraphProcessor#saveImage} gives between
 * the same two events, but a little at a time, and only of symbols that have changed since the last image.
 *
 * <p>It holds a region of memory for each symbol, which keeps the symbol as of an image. {@link #begin} says of when
 * the next image is; symbols that have changed since the last one are due. {@link #copySome} copies some of those, and
 * the processor, before it changes one that is still due, has it copied first. Once none is due the image is complete
 * and {@linkplain #writeTo written} by another thread, which then {@linkplain #release releases} it.
 *
 * <pre>
 *   engine   begin ... copySome ... copySome        events go on       begin ...
 *   writer                           isComplete  writeTo  release
 * </pre>
 *
 * <p>Cost: a boundary at which all symbols have something to do changes them all in one cycle, and then all that are
 * still due are copied in it, whatever the budget: at most the whole state once. {@link #begin} copies what belongs to
 * no symbol, groups included. An event of a symbol that is not due costs a comparison.
 *
 * <p>Threading: the engine thread, but for what is said to be for the writer. No locks; each side waits for the other
 * by asking. Memory: as much again, outside of the heap, as the image is long, for the life of the taker; allocated
 * when a symbol is defined, or in the first {@link #begin} behind a change of parameters for all symbols.
 */
public final class ImageTaker {
    private static final int IDLE = 0;
    private static final int TAKING = 1;
    private static final int COMPLETE = 2;

    private final GraphProcessor processor;
    private final Region[] regions;
    /** Of each symbol, by id: the number of the first image it is in, 0 while it is not defined. */
    private final int[] firstImage;
    /** Of each symbol: the last image behind which it has changed. */
    private final int[] changedAfter;
    /** Of each symbol: the last image it was copied for. */
    private final int[] copiedFor;
    /** Where the changes for all begin in the head, in words. */
    private final int changesAt;

    private ImageWords head;
    /** The changes for all that stand in the head already. */
    private int changesSaved;

    private int changesEnd;
    private int definedCount;
    private long symbolsLength;

    /** The number of the last image that has begun, from 1. */
    private int image;
    /** The ids of the symbols that have changed since it began, and of those that had changed before. */
    private int[] changed;

    private int[] due;
    private int changedCount;
    private int dueCount;
    private int nextDue;

    private long sequence;
    private long imageLength;
    private int symbolEnd;
    /** Written by the engine thread while it is not {@link #COMPLETE}, and by the writer while it is. */
    private volatile int phase;

    /** The memory of one symbol; all but what stands before {@code valuesAt} is written again for each image. */
    private record Region(ImageWords words, int valuesAt) {}

    /** @param processor whose symbols are all still to be copied. */
    ImageTaker(GraphProcessor processor) {
        this.processor = processor;
        int limit = processor.symbolLimit();
        regions = new Region[limit];
        firstImage = new int[limit];
        changedAfter = new int[limit];
        copiedFor = new int[limit];
        changed = new int[limit];
        due = new int[limit];
        ImageWords measured = ImageWords.measuring();
        StateImage.head(measured, processor, 0, 0, 0);
        changesAt = measured.at();
        changesEnd = changesAt;
        head = ImageWords.saving(changesAt);
        for (int id = 0; id < processor.symbolCount(); id++) {
            if (processor.symbol(id) != null) {
                onDefined(processor.symbol(id));
            }
        }
    }

    /** A symbol is new; it will be in the next image that begins. */
    void onDefined(SymbolInstance symbol) {
        int id = symbol.id();
        int length = StateImage.measure(symbol);
        ImageWords words = ImageWords.saving(length);
        StateImage.identity(words, symbol, length);
        regions[id] = new Region(words, words.at());
        firstImage[id] = image + 1;
        definedCount++;
        symbolsLength += (long) length * Long.BYTES;
        changedAfter[id] = image;
        changed[changedCount++] = id;
    }

    /** A symbol is about to change. */
    void beforeChange(SymbolInstance symbol) {
        if (changedAfter[symbol.id()] != image) {
            beforeFirstChange(symbol.id());
        }
    }

    private void beforeFirstChange(int id) {
        if (isDue(id)) {
            copy(id);
        }
        changedAfter[id] = image;
        changed[changedCount++] = id;
    }

    /** {@return whether a symbol has changed between the last two images and is not copied yet} */
    private boolean isDue(int id) {
        return changedAfter[id] == image - 1 && copiedFor[id] != image;
    }

    private int copy(int id) {
        Region region = regions[id];
        region.words().seek(region.valuesAt());
        processor.symbol(id).image(region.words());
        copiedFor[id] = image;
        return region.words().at() * Long.BYTES;
    }

    /**
     * Begins an image of the state as it is now, between two events, unless the last one is still being taken or has
     * not been released.
     *
     * @param lastSequence of the last event, for {@link #sequence()}.
     * @return whether it has begun.
     */
    public boolean begin(long lastSequence) {
        if (phase != IDLE) {
            return false;
        }
        image++;
        int[] spare = due;
        due = changed;
        dueCount = changedCount;
        nextDue = 0;
        changed = spare;
        changedCount = 0;
        sequence = lastSequence;
        symbolEnd = processor.symbolCount();
        copyHead();
        phase = TAKING;
        copySome(0);
        return true;
    }

    private void copyHead() {
        int changesCount = processor.changesForAll().size();
        int length = changesEnd + newChangesWords(changesCount);
        if (length > head.capacity()) {
            head = ImageWords.saving(length + length / 2);
            changesSaved = 0;
            changesEnd = changesAt;
        }
        head.seek(0);
        StateImage.head(head, processor, length, definedCount, changesCount);
        head.seek(changesEnd); // changes are only ever added: those of the image before stand there already
        for (int i = changesSaved; i < changesCount; i++) {
            processor.changesForAll().get(i).image(head);
        }
        changesSaved = changesCount;
        changesEnd = head.at();
        imageLength = (long) length * Long.BYTES + symbolsLength;
    }

    private int newChangesWords(int changesCount) {
        if (changesSaved == changesCount) {
            return 0;
        }
        ImageWords measured = ImageWords.measuring();
        for (int i = changesSaved; i < changesCount; i++) {
            processor.changesForAll().get(i).image(measured);
        }
        return measured.at();
    }

    /**
     * Copies symbols that are due, and finds out whether the image is complete; to be called once per batch of events.
     *
     * @param byteBudget no further symbol is copied once as many bytes have been. With 0 none is.
     */
    public void copySome(long byteBudget) {
        if (phase != TAKING) {
            return;
        }
        long left = byteBudget;
        while (nextDue < dueCount) {
            int id = due[nextDue];
            if (isDue(id)) {
                if (left <= 0) {
                    return;
                }
                left -= copy(id);
            }
            nextDue++;
        }
        phase = COMPLETE;
    }

    /** {@return whether an image is complete and has not been released; for both threads} */
    public boolean isComplete() {
        return phase == COMPLETE;
    }

    /** {@return whether an image can begin: the last one has been released, or there was none; for both threads} */
    public boolean isIdle() {
        return phase == IDLE;
    }

    /** {@return of the complete image, the sequence of the last event in it; for the writer} */
    public long sequence() {
        return sequence;
    }

    /** {@return the length of the complete image in bytes; for the writer} */
    public long imageLength() {
        return imageLength;
    }

    /**
     * Writes the complete image; for the writer, once or more often.
     *
     * @param to takes it all.
     * @throws IOException by the channel.
     * @throws IllegalStateException if no image is complete.
     */
    public void writeTo(WritableByteChannel to) throws IOException {
        if (phase != COMPLETE) {
            throw new IllegalStateException("no image is complete");
        }
        StateImage.write(head, to);
        for (int id = 0; id < symbolEnd; id++) {
            if (firstImage[id] != 0 && firstImage[id] <= image) { // else it is being defined, or has been since
                StateImage.write(regions[id].words(), to);
            }
        }
    }

    /**
     * Lets the next image begin; for the writer, when the image is complete and is no longer needed.
     *
     * @throws IllegalStateException if no image is complete.
     */
    public void release() {
        if (phase != COMPLETE) {
            throw new IllegalStateException("no image is complete");
        }
        phase = IDLE;
    }
}
