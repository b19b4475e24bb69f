// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.rounds;

import java.util.Collection;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * One of several things that are compared: a benchmark with one value for its parameter, or none.
 *
 * @param name what tables call it.
 * @param benchmark the class of the benchmark, by name since it may be one of those beside other libraries.
 * @param method of that class.
 * @param parameter null when it has none.
 * @param value of the parameter.
 * @param turn null, or which of the forms that the method runs in {@link Turns}.
 */
public record Form(String name, String benchmark, String method, String parameter, String value, String turn) {
    /**
     * A benchmark without a parameter.
     *
     * @param name what tables call it.
     * @param benchmark the class of the benchmark.
     * @param method of that class.
     */
    public Form(String name, Class<?> benchmark, String method) {
        this(name, benchmark.getName(), method, null, null, null);
    }

    /**
     * A benchmark with a parameter.
     *
     * @param name what tables call it.
     * @param benchmark the class of the benchmark.
     * @param method of that class.
     * @param parameter its name.
     * @param value its value.
     */
    public Form(String name, Class<?> benchmark, String method, String parameter, Object value) {
        this(name, benchmark.getName(), method, parameter, value.toString(), null);
    }

    /**
     * One of several forms that a benchmark runs in {@link Turns}.
     *
     * @param name what tables call it.
     * @param benchmark the class of the benchmark, the method of which is called {@code inTurns}.
     * @param turn what the benchmark calls the form.
     */
    public static Form inTurns(String name, Class<?> benchmark, String turn) {
        return new Form(name, benchmark.getName(), "inTurns", null, null, turn);
    }

    /** {@return what runs in the process of this form: the same for all forms that take turns in one} */
    Form process() {
        return turn == null ? this : new Form(method, benchmark, method, parameter, value, null);
    }

    Cost cost(RunResult result) {
        return turn == null ? Cost.of(result) : Cost.ofTurn(result, turn);
    }

    /** Runs it in a process of its own, with the benchmark's own number of iterations. */
    RunResult run() throws RunnerException {
        OptionsBuilder options = new OptionsBuilder();
        options.include(benchmark.replace(".", "\\.") + "\\." + method + "$")
                .forks(1)
                .addProfiler(CpuTimes.class)
                .addProfiler(Turns.class)
                .verbosity(VerboseMode.SILENT)
                .timeout(TimeValue.minutes(5))
                .shouldFailOnError(true);
        if (parameter != null) {
            options.param(parameter, value);
        }
        Collection<RunResult> results = new Runner(options.build()).run();
        if (results.size() != 1) {
            throw new IllegalStateException(results.size() + " benchmarks are called " + benchmark + "." + method);
        }
        return results.iterator().next();
    }
}
