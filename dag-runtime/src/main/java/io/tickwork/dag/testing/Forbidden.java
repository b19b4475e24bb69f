// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.testing;

import java.util.List;
import java.util.Set;

/** What of the JDK no node may use, and what to use instead. */
final class Forbidden {
    private static final String CLOCK = "a clock; use State.cycleTimeNs() or the time of an input";
    private static final String CHANCE = "chance; take a seed as a parameter and keep the generator in a LongVar";
    private static final String THREADS = "threads; a node runs on the thread of the graph alone";
    private static final String FILES = "files and networks; let it come as an input or a parameter";
    private static final String ENVIRONMENT = "the environment; take it as a parameter";
    private static final String IDENTITY = "an identity hash, different in every run; use a value of the object's own";
    private static final String REFLECTION = "reflection, which hides what is called; call it directly";
    private static final String MATH = "a function that may differ between processors; use StrictMath.";

    /** Functions of Math that HotSpot may replace by code whose last digit is the processor's own. */
    private static final Set<String> INEXACT = Set.of(
            "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "exp", "expm1", "log",
            "log10", "log1p", "pow", "cbrt", "hypot");

    private static final Set<String> CHANCE_CLASSES = Set.of(
            "java/util/Random",
            "java/util/SplittableRandom",
            "java/util/UUID",
            "java/security/SecureRandom",
            "java/util/concurrent/ThreadLocalRandom");

    private static final List<Rule> PACKAGES = List.of(
            new Rule("java/util/random/", CHANCE),
            new Rule("java/util/concurrent/", THREADS),
            new Rule("java/lang/Thread", THREADS),
            new Rule("java/lang/InheritableThread", THREADS),
            new Rule("java/util/Timer", THREADS),
            new Rule("java/io/", FILES),
            new Rule("java/nio/file/", FILES),
            new Rule("java/nio/channels/", FILES),
            new Rule("java/net/", FILES),
            new Rule("java/lang/Process", ENVIRONMENT),
            new Rule("java/lang/Runtime", ENVIRONMENT),
            new Rule("java/lang/reflect/", REFLECTION),
            new Rule("java/lang/invoke/", REFLECTION),
            new Rule("sun/", REFLECTION),
            new Rule("jdk/internal/", REFLECTION));

    private record Rule(String prefix, String problem) {}

    private Forbidden() {}

    /**
     * {@return what is wrong with calling a method, or null}
     *
     * @param owner the class of the JDK it is called on, as the class file spells it.
     * @param method its name.
     * @param descriptor its parameters and result.
     */
    static String call(String owner, String method, String descriptor) {
        if (owner.equals("java/lang/Math") && INEXACT.contains(method)) {
            return MATH + method;
        }
        if (method.equals("random") && (owner.equals("java/lang/Math") || owner.equals("java/lang/StrictMath"))
                || method.equals("shuffle") && owner.equals("java/util/Collections")) {
            return CHANCE;
        }
        if (readsClock(owner, method, descriptor)) {
            return CLOCK;
        }
        if (owner.equals("java/lang/System")) {
            return switch (method) {
                case "arraycopy" -> null;
                case "identityHashCode" -> IDENTITY;
                default -> ENVIRONMENT;
            };
        }
        if (isIdentity(owner, method, descriptor)) {
            return IDENTITY;
        }
        if (method.equals("getDefault") || method.equals("systemDefault") || method.equals("defaultCharset")) {
            return ENVIRONMENT;
        }
        if (method.equals("parallel") || method.equals("parallelStream") || method.startsWith("parallelS")) {
            return THREADS;
        }
        if (owner.equals("java/lang/Object")
                && Set.of("wait", "notify", "notifyAll").contains(method)) {
            return THREADS;
        }
        if (owner.equals("java/lang/Class") && Set.of("forName", "newInstance").contains(method)) {
            return REFLECTION;
        }
        return use(owner);
    }

    private static boolean readsClock(String owner, String method, String descriptor) {
        return owner.equals("java/lang/System") && (method.equals("currentTimeMillis") || method.equals("nanoTime"))
                || owner.startsWith("java/time/") && method.equals("now")
                || owner.startsWith("java/time/Clock")
                || owner.startsWith("java/time/InstantSource")
                || owner.equals("java/util/Date") && method.equals("<init>") && descriptor.equals("()V")
                || owner.endsWith("Calendar") && (method.equals("getInstance") || method.equals("<init>"));
    }

    private static boolean isIdentity(String owner, String method, String descriptor) {
        return owner.equals("java/lang/Object") && (method.equals("hashCode") || method.equals("toString"))
                || owner.equals("java/lang/Enum") && method.equals("hashCode")
                || owner.equals("java/util/IdentityHashMap")
                || owner.equals("java/util/Objects") && (method.equals("hash") || method.equals("hashCode"))
                || owner.equals("java/util/Arrays")
                        && method.endsWith("ashCode")
                        && descriptor.startsWith("([Ljava/lang/Object;");
    }

    /**
     * {@return what is wrong with using a class at all, by making one or reading a field of it, or null}
     *
     * @param owner the class, as the class file spells it.
     */
    static String use(String owner) {
        if (CHANCE_CLASSES.contains(owner)) {
            return CHANCE;
        }
        for (Rule rule : PACKAGES) {
            if (owner.startsWith(rule.prefix())) {
                return rule.problem();
            }
        }
        return null;
    }

    /**
     * {@return what is wrong with reading a static field, or null}
     *
     * @param owner the class of the JDK that has it.
     */
    static String field(String owner) {
        return owner.equals("java/lang/System") ? FILES : use(owner);
    }

    /** {@return what is wrong with a lock} */
    static String lock() {
        return "a lock, hence " + THREADS;
    }

    /** {@return what is wrong with a native method} */
    static String nativeMethod() {
        return "native code, which cannot be checked; write it in Java";
    }

    /** {@return what is wrong with a static variable} */
    static String staticVariable() {
        return "a static variable, which outlives a run; keep it in a slot (DoubleVar, LongVar, arrays), or make it final";
    }
}
