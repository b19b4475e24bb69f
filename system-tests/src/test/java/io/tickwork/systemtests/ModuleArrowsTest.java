// SPDX-License-Identifier: Apache-2.0
package io.tickwork.systemtests;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between modules, and where foreign types stop. */
@AnalyzeClasses(packages = "io.tickwork", importOptions = ImportOption.DoNotIncludeTests.class)
class ModuleArrowsTest {
    @ArchTest
    static final ArchRule ARROWS = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("io.tickwork..")
            .layer("codecs")
            .definedBy("io.tickwork.codecs..")
            .layer("ring")
            .definedBy("io.tickwork.ring..")
            .layer("dag-runtime")
            .definedBy("io.tickwork.dag..")
            .layer("indicators")
            .definedBy("io.tickwork.indicators..")
            .layer("strategies")
            .definedBy("io.tickwork.strategies..")
            .layer("journal")
            .definedBy("io.tickwork.journal..")
            .layer("engine")
            .definedBy("io.tickwork.engine..")
            .whereLayer("engine")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("strategies")
            .mayOnlyBeAccessedByLayers("engine")
            .whereLayer("indicators")
            .mayOnlyBeAccessedByLayers("strategies", "engine")
            .whereLayer("dag-runtime")
            .mayOnlyBeAccessedByLayers("indicators", "strategies", "engine")
            .whereLayer("journal")
            .mayOnlyBeAccessedByLayers("engine")
            .whereLayer("ring")
            .mayOnlyBeAccessedByLayers("engine");

    @ArchTest
    static final ArchRule CHRONICLE_STAYS_IN_THE_JOURNAL = noClasses()
            .that()
            .resideOutsideOfPackage("io.tickwork.journal..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("net.openhft..");

    @ArchTest
    static final ArchRule DISRUPTOR_STAYS_IN_THE_RING = noClasses()
            .that()
            .resideOutsideOfPackage("io.tickwork.ring..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.lmax..");

    /** Nothing reaches a node except journaled events: see the rules for nodes in CONTRIBUTING.md. */
    @ArchTest
    static final ArchRule NODES_SEE_NO_CLOCK_NO_CHANCE_AND_NO_THREADS = noClasses()
            .that()
            .resideInAnyPackage("io.tickwork.indicators..", "io.tickwork.strategies..", "io.tickwork.dag.node..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(
                    java.util.Random.class,
                    java.util.SplittableRandom.class,
                    java.util.concurrent.ThreadLocalRandom.class,
                    java.time.Instant.class,
                    java.time.Clock.class,
                    Thread.class)
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(Math.class, "exp", double.class)
            .orShould()
            .callMethod(Math.class, "log", double.class)
            .orShould()
            .callMethod(Math.class, "log10", double.class)
            .orShould()
            .callMethod(Math.class, "pow", double.class, double.class)
            .orShould()
            .callMethod(Math.class, "tanh", double.class)
            .orShould()
            .callMethod(Math.class, "sin", double.class)
            .orShould()
            .callMethod(Math.class, "cos", double.class)
            .orShould()
            .callMethod(System.class, "identityHashCode", Object.class);
}
