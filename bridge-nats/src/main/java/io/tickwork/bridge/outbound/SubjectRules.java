// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.outbound;

import java.util.ArrayList;
import java.util.List;

/**
 * A choice by subject: the first rule whose pattern matches decides.
 *
 * @param <T> what is chosen.
 * @param rules in the order in which they are asked.
 * @param otherwise what is chosen where no rule matches.
 */
public record SubjectRules<T>(List<Rule<T>> rules, T otherwise) {
    /**
     * One rule.
     *
     * @param <T> what is chosen.
     * @param pattern of the subjects it is for.
     * @param choice what is chosen for them.
     */
    public record Rule<T>(SubjectPattern pattern, T choice) {}

    /** Copies the rules. */
    public SubjectRules {
        rules = List.copyOf(rules);
    }

    /**
     * {@return rules that choose the same for every subject}
     *
     * @param <T> what is chosen.
     * @param otherwise the choice.
     */
    public static <T> SubjectRules<T> always(T otherwise) {
        return new SubjectRules<>(List.of(), otherwise);
    }

    /**
     * {@return these rules with one that is asked behind them}
     *
     * @param pattern of subjects, see {@link SubjectPattern#of}.
     * @param choice for them.
     */
    public SubjectRules<T> with(String pattern, T choice) {
        List<Rule<T>> more = new ArrayList<>(rules);
        more.add(new Rule<>(SubjectPattern.of(pattern), choice));
        return new SubjectRules<>(more, otherwise);
    }

    /**
     * {@return these rules, asked behind others}
     *
     * @param first that are asked first.
     */
    public SubjectRules<T> after(List<Rule<T>> first) {
        List<Rule<T>> all = new ArrayList<>(first);
        all.addAll(rules);
        return new SubjectRules<>(all, otherwise);
    }

    /**
     * {@return what is chosen for a subject}
     *
     * @param subject without wildcards.
     */
    public T choice(String subject) {
        for (Rule<T> rule : rules) {
            if (rule.pattern().matches(subject)) {
                return rule.choice();
            }
        }
        return otherwise;
    }
}
