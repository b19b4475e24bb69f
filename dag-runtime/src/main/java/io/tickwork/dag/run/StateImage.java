// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.run;

import io.tickwork.codecs.price.Decimal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The image of a {@link GraphProcessor}: sections of little-endian words of 8 bytes, first the head, then one for each
 * symbol by ascending id.
 *
 * <pre>
 *   head        format, length in bytes, number of symbols, number of changes for all
 *               number of timeframes, of timers, shape of the groups
 *               what belongs to no symbol, in the order of {@link GraphProcessor#image}, at the end the groups' state
 *               each of the changes for all: number of parameters; of each the node, the parameter, the value
 *   symbol      length in bytes, id, exponent of prices, of sizes, name, shape
 *               what belongs to it, in the order of {@link SymbolInstance#image}, at the end its state
 *   shape       numbers of doubles, longs, outputs, nodes
 *   state       time of the last cycle, number of values that were not finite
 *               validity of the outputs, quarantine of the nodes, faults not put out yet: a bit each, in whole words
 *               longs, doubles
 *   text        number of bytes in UTF-8, the bytes, zeros up to a whole word
 * </pre>
 *
 * What follows from the graph is there only to be compared. That the image is of the same graph, and that no bit has
 * flipped, is for the caller to know: checked is what would make a word be taken for another. Nothing in an image
 * depends on the machine, the form of the plan, or how often it was saved: of NaNs there is one, and what only means
 * something while a node runs is zero.
 */
final class StateImage {
    /** {@code TWSTATE}, and in the last byte the version, 1. */
    private static final long FORMAT = 0x01_45_54_41_54_53_57_54L;

    private static final int HEAD_PREFIX_WORDS = 2;
    /** Reading begins with a buffer of no more than this, whatever a length that may be damaged says. */
    private static final int FIRST_READ_BYTES = 1 << 20;

    private StateImage() {}

    /** {@return the length of the whole image in bytes} */
    static long length(GraphProcessor processor) {
        long words = measureHead(processor);
        for (int id = 0; id < processor.symbolCount(); id++) {
            if (processor.symbol(id) != null) {
                words += measure(processor.symbol(id));
            }
        }
        return words * Long.BYTES;
    }

    static int measureHead(GraphProcessor processor) {
        ImageWords words = ImageWords.measuring();
        head(words, processor, 0, 0, 0);
        processor.changesForAll().forEach(changes -> changes.image(words));
        return words.at();
    }

    static int measure(SymbolInstance symbol) {
        ImageWords words = ImageWords.measuring();
        identity(words, symbol, 0);
        symbol.image(words);
        return words.at();
    }

    /**
     * All of the head but the changes for all. Does not allocate.
     *
     * @param length of the head with the changes, in words.
     */
    static void head(ImageWords words, GraphProcessor processor, int length, int symbolCount, int changesCount) {
        words.word(FORMAT);
        words.word((long) length * Long.BYTES);
        words.word(symbolCount);
        words.word(changesCount);
        processor.shape(words);
        processor.image(words);
    }

    /**
     * What never changes of a symbol.
     *
     * @param length of the section, in words.
     */
    static void identity(ImageWords words, SymbolInstance symbol, int length) {
        words.word((long) length * Long.BYTES);
        symbol.identityImage(words);
    }

    static void save(GraphProcessor processor, WritableByteChannel to) throws IOException {
        int symbolCount = processor.definedSymbolCount();
        int headLength = measureHead(processor);
        ImageWords words = ImageWords.saving(headLength);
        head(
                words,
                processor,
                headLength,
                symbolCount,
                processor.changesForAll().size());
        for (ParameterChanges changes : processor.changesForAll()) {
            changes.image(words);
        }
        write(words, to);
        for (int id = 0; id < processor.symbolCount(); id++) {
            SymbolInstance symbol = processor.symbol(id);
            if (symbol != null) {
                int length = measure(symbol);
                words = words.capacity() < length ? ImageWords.saving(length) : words;
                words.seek(0);
                identity(words, symbol, length);
                symbol.image(words);
                write(words, to);
            }
        }
    }

    static void write(ImageWords words, WritableByteChannel to) throws IOException {
        ByteBuffer bytes = words.written();
        while (bytes.hasRemaining()) {
            to.write(bytes);
        }
    }

    /**
     * Takes everything over, or nothing: symbols are made aside, and the head is applied when nothing can be wrong any
     * more.
     *
     * @param processor that has seen no event.
     */
    static void load(GraphProcessor processor, ReadableByteChannel from) throws IOException {
        ImageWords head = read(from, HEAD_PREFIX_WORDS, "the head");
        long format = head.word(0);
        if (format != FORMAT) {
            throw new StateImageException(
                    String.format("it begins with %016x, this version reads %016x", format, FORMAT));
        }
        head.word(0);
        int symbolCount = head.integer(0, "the number of symbols", 0, processor.symbolLimit());
        int changesCount = head.integer(0, "the number of changes for all", 0, Integer.MAX_VALUE);
        processor.shape(head);
        int values = head.at();
        head.seek(measureHead(processor)); // a fresh one has no changes
        List<ParameterChanges> changesForAll = new ArrayList<>();
        for (int i = 0; i < changesCount; i++) {
            ParameterChanges changes = new ParameterChanges();
            changes.image(head);
            changesForAll.add(changes);
        }
        head.expectEnd();
        List<SymbolInstance> symbols = symbols(processor, from, symbolCount);
        head.seek(values);
        processor.image(head);
        processor.changesForAll().addAll(changesForAll);
        symbols.forEach(processor::install);
    }

    private static List<SymbolInstance> symbols(GraphProcessor processor, ReadableByteChannel from, int count)
            throws IOException {
        List<SymbolInstance> symbols = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int id = -1;
        for (int i = 0; i < count; i++) {
            ImageWords words = read(from, 1, "symbol " + i + " of " + count);
            words.word(0);
            id = words.integer(0, "a symbol's id", id + 1, processor.symbolLimit() - 1);
            int priceExponent = words.integer(0, "a price exponent", Decimal.MIN_EXPONENT, Decimal.MAX_EXPONENT);
            int sizeExponent = words.integer(0, "a size exponent", Decimal.MIN_EXPONENT, Decimal.MAX_EXPONENT);
            String name = words.text("");
            if (!names.add(name)) {
                throw new StateImageException("two symbols are called " + name);
            }
            SymbolInstance symbol = processor.newSymbol(id, name, priceExponent, sizeExponent);
            symbol.shape(words);
            symbol.image(words);
            words.expectEnd();
            symbols.add(symbol);
        }
        return symbols;
    }

    /**
     * Reads a section. Its buffer grows only as bytes really come, so that a damaged length cannot ask for more memory
     * than the image is long.
     *
     * @param prefixWords the last of which is the length in bytes.
     */
    private static ImageWords read(ReadableByteChannel from, int prefixWords, String what) throws IOException {
        int prefix = prefixWords * Long.BYTES;
        ByteBuffer bytes = ByteBuffer.allocate(prefix).order(ByteOrder.LITTLE_ENDIAN);
        fill(bytes, from, what);
        long length = bytes.getLong(prefix - Long.BYTES);
        if (length < prefix || length > Integer.MAX_VALUE || length % Long.BYTES != 0) {
            throw new StateImageException("the length of " + what + " cannot be " + length + " bytes");
        }
        for (long capacity = FIRST_READ_BYTES; bytes.capacity() < length; capacity *= 2) {
            bytes = ByteBuffer.allocate((int) Math.min(capacity, length)).put(bytes.flip());
            fill(bytes, from, what);
        }
        return ImageWords.loading(bytes);
    }

    private static void fill(ByteBuffer bytes, ReadableByteChannel from, String what) throws IOException {
        while (bytes.hasRemaining()) {
            if (from.read(bytes) < 0) {
                throw new StateImageException("it ends within " + what);
            }
        }
    }
}
