// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.node.NodeTypeProvider;
import io.tickwork.engine.export.CsvFormat;
import io.tickwork.engine.export.TableFormat;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The option that adds node types and formats of tables. */
final class Plugins {
    private static final String SERVICES = "META-INF/services/";
    private static final String SERVICE = SERVICES + NodeTypeProvider.class.getName();
    private static final String FORMAT_SERVICE = SERVICES + TableFormat.class.getName();

    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            description = "Adds the node types, and the formats of tables, of the jars in this directory.")
    private Path directory;

    /** {@return the directory, null when there is none} */
    Path directory() {
        return directory;
    }

    /**
     * Loads the node types that come with the program and those of the jars, which share one class loader and stay
     * open.
     *
     * @return all of them.
     * @throws CommandException when the directory or one of the jars is not what it should be.
     */
    Catalogue catalogue() {
        if (directory == null) {
            return Catalogue.load();
        }
        ClassLoader loader = loader();
        try {
            return Catalogue.load(loader);
        } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
            throw CommandException.input(directory + ": its node types cannot be loaded (" + reason(e)
                    + "); rename a type that is there already, or build the jar for this version and Java "
                    + Runtime.version().feature());
        }
    }

    /**
     * {@return the format of tables of this name}
     *
     * @param name as given.
     * @throws CommandException when there is none, or the jars are not what they should be.
     */
    TableFormat tableFormat(String name) {
        Map<String, TableFormat> formats = new TreeMap<>();
        TableFormat csv = new CsvFormat();
        formats.put(csv.name(), csv);
        ClassLoader loader = directory == null ? Plugins.class.getClassLoader() : loader();
        try {
            for (TableFormat format : ServiceLoader.load(TableFormat.class, loader)) {
                formats.put(format.name(), format);
            }
        } catch (ServiceConfigurationError | LinkageError e) {
            throw CommandException.input((directory == null ? "" : directory + ": ") + "its formats of tables cannot be"
                    + " loaded (" + reason(e) + "); build the jar for this version");
        }
        TableFormat format = formats.get(name);
        if (format == null) {
            throw CommandException.input("there is no format '" + name + "' here, only "
                    + String.join(", ", formats.keySet())
                    + (name.equals("parquet")
                            ? "; build what brings it with 'mvn -Pparquet -pl export-parquet -am package"
                                    + " -DskipTests' and add --plugins export-parquet/target/plugins"
                            : "; --plugins adds others"));
        }
        return format;
    }

    private ClassLoader loader() {
        List<Path> jars = jars();
        jars.forEach(Plugins::requireProvider);
        URL[] urls = jars.stream().map(Plugins::url).toArray(URL[]::new);
        return new URLClassLoader("plugins", urls, Plugins.class.getClassLoader());
    }

    private static String reason(Throwable e) {
        return e.getCause() == null ? e.toString() : e.getCause().toString();
    }

    private List<Path> jars() {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> jars = files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
            if (jars.isEmpty()) {
                throw CommandException.input(directory + ": there is no jar in it; build one, or leave --plugins out");
            }
            return jars;
        } catch (IOException e) {
            throw CommandException.input(directory + ": is no directory that can be read (" + e
                    + "); name the one with the jars with --plugins");
        }
    }

    private static void requireProvider(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            if (file.getEntry(SERVICE) == null && file.getEntry(FORMAT_SERVICE) == null) {
                throw CommandException.input(jar + ": offers no node types; name your provider in " + SERVICE);
            }
        } catch (IOException e) {
            throw CommandException.input(jar + ": is not a jar that can be read (" + e + "); build it anew");
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new AssertionError("files have URLs", e);
        }
    }
}
