// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.run;

import io.tickwork.dag.node.State;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.DoubleBuffer;
import java.nio.LongBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * A section of an image, word by word. Everything in it is a little-endian word of 8 bytes, or several.
 *
 * <p>What has state names its fields in one method, which serves to measure, to save and to load: each call is given
 * the value as it is and returns it as it shall be. So no two lists of fields can part company.
 *
 * <p>Loading throws {@link StateImageException} on what cannot be. Saving and measuring allocate nothing, texts aside.
 */
final class ImageWords {
    private enum Mode {
        MEASURE,
        SAVE,
        LOAD
    }

    private final Mode mode;
    private final ByteBuffer bytes;
    private final LongBuffer words;
    private final DoubleBuffer doublesOfWords;
    private int at;

    private ImageWords(Mode mode, ByteBuffer bytes) {
        this.mode = mode;
        this.bytes = bytes.clear().order(ByteOrder.LITTLE_ENDIAN);
        words = bytes.asLongBuffer();
        doublesOfWords = bytes.asDoubleBuffer();
    }

    /** {@return a section that only counts its words} */
    static ImageWords measuring() {
        return new ImageWords(Mode.MEASURE, ByteBuffer.allocate(0));
    }

    /**
     * {@return a section to be written}
     *
     * @param count its words, at most 2^28 - 1, so that its bytes can be counted by an {@code int}.
     */
    static ImageWords saving(int count) {
        return new ImageWords(Mode.SAVE, ByteBuffer.allocateDirect(Math.multiplyExact(count, Long.BYTES)));
    }

    /**
     * {@return a section to be read}
     *
     * @param bytes all of it, from 0 to its capacity.
     */
    static ImageWords loading(ByteBuffer bytes) {
        return new ImageWords(Mode.LOAD, bytes);
    }

    boolean isLoading() {
        return mode == Mode.LOAD;
    }

    /** {@return the bytes of the section up to where it has got, as a view with a position of its own} */
    ByteBuffer written() {
        return bytes.duplicate().clear().limit(at * Long.BYTES);
    }

    /** {@return how many words it can hold} */
    int capacity() {
        return words.capacity();
    }

    /** {@return the place of the next word} */
    int at() {
        return at;
    }

    /** Goes on at another place. */
    void seek(int place) {
        at = place;
    }

    /** {@return where to read or write some words that come next} */
    private int take(int count) {
        if (mode == Mode.LOAD && count > words.capacity() - at) {
            throw new StateImageException(
                    "a section ends after " + words.capacity() + " words, " + (at + (long) count) + " were due");
        }
        at += count;
        return at - count;
    }

    long word(long value) {
        int place = take(1);
        switch (mode) {
            case SAVE -> words.put(place, value);
            case LOAD -> {
                return words.get(place);
            }
            case MEASURE -> {
                // Its place is taken, and that is all.
            }
        }
        return value;
    }

    int integer(int value, String what, int min, int max) {
        long word = word(value);
        if (mode == Mode.LOAD && (word < min || word > max)) {
            throw new StateImageException(what + "=" + word + " is not from " + min + " to " + max);
        }
        return (int) word;
    }

    boolean flag(boolean value) {
        return integer(value ? 1 : 0, "a flag", 0, 1) != 0;
    }

    /** What follows from the graph, and so is the same on both sides. */
    void expect(String what, long value) {
        long word = word(value);
        if (word != value) {
            throw new StateImageException(what + "=" + word + " where the graph has " + value);
        }
    }

    /** All elements of an array; how many they are is known on both sides. */
    void longs(long[] values) {
        int place = take(values.length);
        switch (mode) {
            case SAVE -> words.put(place, values);
            case LOAD -> words.get(place, values);
            case MEASURE -> {
                // Their places are taken, and that is all.
            }
        }
    }

    void state(State state) {
        int place = take(state.imageWords());
        switch (mode) {
            case SAVE -> state.saveImage(words, doublesOfWords, place);
            case LOAD -> state.loadImage(words, doublesOfWords, place);
            case MEASURE -> {
                // Its place is taken, and that is all.
            }
        }
    }

    /** The number of bytes in UTF-8, then the bytes, with zeros up to the next whole word. Allocates. */
    String text(String value) {
        if (mode == Mode.LOAD) {
            return loadText();
        }
        byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
        word(encoded.length);
        int place = take(wordsOf(encoded.length));
        if (mode == Mode.SAVE && encoded.length > 0) {
            words.put(at - 1, 0); // which may have held something else
            bytes.put(place * Long.BYTES, encoded);
        }
        return value;
    }

    private String loadText() {
        int length = integer(0, "the length of a text", 0, (words.capacity() - at) * Long.BYTES);
        int place = take(wordsOf(length));
        ByteBuffer encoded = bytes.slice(place * Long.BYTES, length);
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(encoded);
            return text.toString();
        } catch (CharacterCodingException e) {
            throw new StateImageException("a text of " + length + " bytes is no UTF-8");
        }
    }

    private static int wordsOf(int byteCount) {
        return (byteCount + Long.BYTES - 1) / Long.BYTES;
    }

    /** On loading, nothing must be left. */
    void expectEnd() {
        if (mode == Mode.LOAD && at != words.capacity()) {
            throw new StateImageException("a section has " + words.capacity() + " words, " + at + " were due");
        }
    }
}
