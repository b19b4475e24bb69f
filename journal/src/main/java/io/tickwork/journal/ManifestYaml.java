// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tickwork.journal.Manifest.GraphSource;
import io.tickwork.journal.Manifest.Symbol;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.NonPrintableStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The text form of a {@link Manifest}. Keys it does not know are left alone, so that later builds may add some. */
public final class ManifestYaml {
    private ManifestYaml() {}

    /**
     * The manifest as YAML, UTF-8.
     *
     * @throws JournalException when a string of it is not Unicode text (half a surrogate pair).
     */
    static byte[] encode(Manifest manifest) {
        final Map<String, Object> root = new LinkedHashMap<>();
        root.put("build", manifest.buildVersion());
        root.put("generation", manifest.generation());
        root.put("started", manifest.startTime());
        root.put("bootId", manifest.hostBootId());
        root.put("jdk", ordered("vendor", manifest.jdkVendor(), "version", manifest.jdkVersion()));
        root.put("schema", ordered("id", manifest.schemaId(), "version", manifest.schemaVersion()));
        root.put("settings", manifest.settings());
        root.put("calendars", manifest.calendars());
        root.put("outputs", manifest.outputs());
        root.put("nodes", manifest.nodes());
        final List<Object> symbols = new ArrayList<>();
        for (Symbol symbol : manifest.symbols()) {
            final Map<String, Object> map = ordered("id", symbol.id(), "name", symbol.name());
            map.put("priceExponent", symbol.priceExponent());
            map.put("sizeExponent", symbol.sizeExponent());
            symbols.add(map);
        }
        root.put("symbols", symbols);
        root.put("parameters", manifest.parameters());
        final List<Object> sources = new ArrayList<>();
        for (GraphSource source : manifest.graphSources()) {
            sources.add(ordered("name", source.name(), "text", source.text()));
        }
        root.put("graph", ordered("fingerprint", manifest.graphFingerprint(), "sources", sources));
        try {
            // The only copy of what explains the journal: read it back before it is relied on. The readable form loses
            // some mixtures of breaks and unprintable characters; with everything quoted and escaped they survive.
            final byte[] readable = dump(root, ScalarStyle.PLAIN);
            if (readsBack(readable, manifest)) {
                return readable;
            }
            final byte[] quoted = dump(root, ScalarStyle.DOUBLE_QUOTED);
            if (readsBack(quoted, manifest)) {
                return quoted;
            }
        } catch (CharacterCodingException | YamlEngineException e) {
            throw notText(e.toString(), e);
        }
        throw notText("it does not read back as written", null);
    }

    private static boolean readsBack(byte[] utf8, Manifest manifest) {
        try {
            return decode(utf8).equals(manifest);
        } catch (YamlEngineException | IllegalArgumentException e) {
            return false;
        }
    }

    private static byte[] dump(Map<String, Object> root, ScalarStyle style) throws CharacterCodingException {
        final DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setDefaultScalarStyle(style)
                .setDereferenceAliases(true)
                .setNonPrintableStyle(NonPrintableStyle.ESCAPE)
                .build();
        // Unlike String.getBytes, this refuses what is not Unicode.
        final ByteBuffer encoded = UTF_8.newEncoder().encode(CharBuffer.wrap(new Dump(settings).dumpToString(root)));
        final byte[] utf8 = new byte[encoded.remaining()];
        encoded.get(utf8);
        return utf8;
    }

    private static JournalException notText(String reason, Exception cause) {
        return new JournalException(
                JournalException.Kind.INPUT,
                "The manifest cannot be written as YAML: " + reason
                        + ". Every name, setting and graph source must be Unicode text.",
                cause);
    }

    /**
     * Reads the text of a manifest frame.
     *
     * @param utf8 the text.
     * @return the manifest.
     * @throws YamlEngineException when it is not YAML.
     * @throws IllegalArgumentException when a key is missing or has another form.
     */
    public static Manifest decode(byte[] utf8) {
        final LoadSettings settings = LoadSettings.builder()
                .setLabel("manifest")
                .setAllowDuplicateKeys(false)
                .setMaxAliasesForCollections(0)
                .setCodePointLimit(Integer.MAX_VALUE)
                .build();
        final Object root = new Load(settings).loadFromString(new String(utf8, UTF_8));
        final Object jdk = value(root, "jdk", Map.class);
        final Object schema = value(root, "schema", Map.class);
        final Object graph = value(root, "graph", Map.class);
        final List<GraphSource> sources = new ArrayList<>();
        for (Object source : value(graph, "sources", List.class)) {
            sources.add(new GraphSource(value(source, "name", String.class), value(source, "text", String.class)));
        }
        final List<Symbol> symbols = new ArrayList<>();
        for (Object symbol : value(root, "symbols", List.class)) {
            symbols.add(new Symbol(
                    value(symbol, "id", Integer.class),
                    value(symbol, "name", String.class),
                    value(symbol, "priceExponent", Integer.class),
                    value(symbol, "sizeExponent", Integer.class)));
        }
        return new Manifest(
                value(root, "build", String.class),
                value(jdk, "vendor", String.class),
                value(jdk, "version", String.class),
                value(schema, "id", Integer.class),
                value(schema, "version", Integer.class),
                sources,
                value(graph, "fingerprint", String.class),
                texts(root, "settings"),
                texts(root, "calendars"),
                strings(root, "outputs"),
                strings(root, "nodes"),
                value(root, "started", String.class),
                value(root, "generation", Number.class).longValue(),
                value(root, "bootId", String.class),
                symbols,
                texts(root, "parameters"));
    }

    private static Map<String, Object> ordered(String key1, Object value1, String key2, Object value2) {
        final Map<String, Object> map = new LinkedHashMap<>();
        map.put(key1, value1);
        map.put(key2, value2);
        return map;
    }

    private static SortedMap<String, String> texts(Object map, String key) {
        final SortedMap<String, String> texts = new TreeMap<>();
        final Map<?, ?> given = value(map, key, Map.class);
        for (Object name : given.keySet()) {
            texts.put((String) name, value(given, (String) name, String.class));
        }
        return texts;
    }

    private static List<String> strings(Object map, String key) {
        final List<String> strings = new ArrayList<>();
        for (Object element : value(map, key, List.class)) {
            strings.add((String) element);
        }
        return strings;
    }

    private static <T> T value(Object map, String key, Class<T> type) {
        final Object value = map instanceof Map<?, ?> m ? m.get(key) : null;
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException(
                    "manifest key '" + key + "' should be a " + type.getSimpleName() + " but is " + value);
        }
        return type.cast(value);
    }
}
