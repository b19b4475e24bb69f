// SPDX-License-Identifier: Apache-2.0
package io.tickwork.systemtests;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;

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
            .layer("bridge-nats")
            .definedBy("io.tickwork.bridge..")
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
            .whereLayer("bridge-nats")
            .mayOnlyBeAccessedByLayers("engine")
            .whereLayer("ring")
            .mayOnlyBeAccessedByLayers("bridge-nats", "engine");

    @ArchTest
    static final ArchRule CHRONICLE_STAYS_IN_THE_JOURNAL = noClasses()
            .that()
            .resideOutsideOfPackage("io.tickwork.journal..")
            .should()
            .dependOnClassesThat(
                    resideInAPackage("net.openhft..").and(not(resideInAPackage("net.openhft.affinity.."))));

    @ArchTest
    static final ArchRule AFFINITY_STAYS_WHERE_THREADS_ARE_PUT_ON_CORES = noClasses()
            .that()
            .resideOutsideOfPackages("io.tickwork.engine.thread..", "io.tickwork.journal..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("net.openhft.affinity..");

    @ArchTest
    static final ArchRule NATS_STAYS_IN_THE_BRIDGE = noClasses()
            .that()
            .resideOutsideOfPackage("io.tickwork.bridge..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.nats..");

    @ArchTest
    static final ArchRule DISRUPTOR_STAYS_IN_THE_RING = noClasses()
            .that()
            .resideOutsideOfPackage("io.tickwork.ring..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.lmax..");

    private static final String[] NODES = {"io.tickwork.indicators..", "io.tickwork.strategies.."};

    /** Nothing reaches a node except journaled events: see the rules for nodes in CONTRIBUTING.md. */
    @ArchTest
    static final ArchRule NODES_SEE_NO_CLOCK_NO_CHANCE_NO_FILES_AND_NO_THREADS = noClasses()
            .that()
            .resideInAnyPackage(NODES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.io..", "java.nio..", "java.net..", "java.time..", "java.util.concurrent..")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(
                    Random.class, SplittableRandom.class, UUID.class, Thread.class, ThreadLocal.class, System.class);

    private static final Set<String> EXACT_MATH = Set.of(
            "abs",
            "min",
            "max",
            "sqrt",
            "floor",
            "ceil",
            "rint",
            "round",
            "floorDiv",
            "floorMod",
            "signum",
            "scalb",
            "fma",
            "ulp",
            "getExponent");

    /** What the JDK may compute differently on another CPU is called through StrictMath. */
    @ArchTest
    static final ArchRule NODES_CALL_ONLY_EXACT_MATH = noClasses()
            .that()
            .resideInAnyPackage(NODES)
            .should()
            .callMethodWhere(new DescribedPredicate<JavaMethodCall>("a method of Math that is not exact is called") {
                @Override
                public boolean test(JavaMethodCall call) {
                    return call.getTargetOwner().isEquivalentTo(Math.class)
                            && !EXACT_MATH.contains(call.getName())
                            && !call.getName().endsWith("Exact");
                }
            });

    @ArchTest
    static final ArchRule NODES_SHARE_NOTHING_THAT_CHANGES = noFields()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(NODES)
            .and()
            .areStatic()
            .should()
            .notBeFinal();
}
