// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.outbound;

import io.tickwork.bridge.Subjects;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * The settings of a bridge's outbound half. Set what differs from the defaults, then {@link #conclude()}, after which
 * nothing can be set.
 */
public final class OutboundContext {
    /** Bytes that may wait for the broker, by default: about four million values. */
    public static final int SPOOL_CAPACITY_DEFAULT = 1 << 28;
    /** Messages that may wait where the oldest is dropped, by default. */
    public static final int DROP_OLDEST_CAPACITY_DEFAULT = 1 << 16;
    /** Time between two messages of a channel of the dashboard, by default: 100 ms. */
    public static final long DASHBOARD_INTERVAL_NS_DEFAULT = TimeUnit.MILLISECONDS.toNanos(100);
    /** Time between two messages of how the engine is, by default: a second. */
    public static final long STATUS_INTERVAL_NS_DEFAULT = TimeUnit.SECONDS.toNanos(1);
    /** How long to wait, at the end, for messages to leave, by default: five seconds. */
    public static final long DRAIN_LIMIT_NS_DEFAULT = TimeUnit.SECONDS.toNanos(5);

    /** Screens and people read JSON; all else is as it comes, which costs least. */
    private static final SubjectRules<PayloadEncoding> ENCODINGS_DEFAULT = SubjectRules.always(PayloadEncoding.SBE)
            .with(Subjects.DASHBOARD + ".>", PayloadEncoding.JSON)
            .with(Subjects.STATUS + ".>", PayloadEncoding.JSON);

    /** A value is soon followed by the next; a signal or a fault is not. */
    private static final SubjectRules<OverflowPolicy> POLICIES_DEFAULT =
            SubjectRules.always(OverflowPolicy.SPOOL).with(Subjects.INDICATORS + ".>", OverflowPolicy.DROP_OLDEST);

    private String engine;
    private OutboundNames names;
    private EngineStatusSource status;
    private StreamSettings stream;
    private SubjectRules<PayloadEncoding> encodings = ENCODINGS_DEFAULT;
    private SubjectRules<OverflowPolicy> policies = POLICIES_DEFAULT;
    private Path spoolDirectory;
    private int spoolCapacity = SPOOL_CAPACITY_DEFAULT;
    private int dropOldestCapacity = DROP_OLDEST_CAPACITY_DEFAULT;
    private long dashboardIntervalNs = DASHBOARD_INTERVAL_NS_DEFAULT;
    private long statusIntervalNs = STATUS_INTERVAL_NS_DEFAULT;
    private long drainLimitNs = DRAIN_LIMIT_NS_DEFAULT;
    private boolean concluded;

    /**
     * Checks everything and freezes it.
     *
     * @return this.
     * @throws IllegalArgumentException naming the setting that is missing or out of range.
     */
    public OutboundContext conclude() {
        Objects.requireNonNull(names, "names");
        Objects.requireNonNull(spoolDirectory, "spoolDirectory");
        if (engine == null || engine.isBlank()) {
            throw new IllegalArgumentException("the engine has no name");
        }
        if (Integer.bitCount(spoolCapacity) != 1 || spoolCapacity < Spool.CAPACITY_MIN) {
            throw new IllegalArgumentException(
                    "spoolCapacity=" + spoolCapacity + " is not a power of two of at least " + Spool.CAPACITY_MIN);
        }
        requireAtLeast("dropOldestCapacity", dropOldestCapacity, 1);
        requireAtLeast("dashboardIntervalNs", dashboardIntervalNs, 0);
        requireAtLeast("statusIntervalNs", statusIntervalNs, 0);
        requireAtLeast("drainLimitNs", drainLimitNs, 0);
        concluded = true;
        return this;
    }

    private static void requireAtLeast(String name, long value, long min) {
        if (value < min) {
            throw new IllegalArgumentException(name + "=" + value + " is less than " + min);
        }
    }

    private void requireOpen() {
        if (concluded) {
            throw new IllegalStateException("the context is concluded; set it up before");
        }
    }

    /**
     * Sets the name of the engine, by which its status is found.
     *
     * @param value not blank.
     * @return this.
     */
    public OutboundContext engine(String value) {
        requireOpen();
        engine = value;
        return this;
    }

    /** {@return the name of the engine} */
    public String engine() {
        return engine;
    }

    /**
     * Sets the names for ids.
     *
     * @param value asked by both threads.
     * @return this.
     */
    public OutboundContext names(OutboundNames value) {
        requireOpen();
        names = value;
        return this;
    }

    /** {@return the names for ids} */
    public OutboundNames names() {
        return names;
    }

    /**
     * Sets what tells how the engine is.
     *
     * @param value null, the default, for an engine that does not say.
     * @return this.
     */
    public OutboundContext status(EngineStatusSource value) {
        requireOpen();
        status = value;
        return this;
    }

    /** {@return what tells how the engine is, null when nothing does} */
    public EngineStatusSource status() {
        return status;
    }

    /**
     * Sets the stream that outputs go to, so that each arrives once in effect.
     *
     * @param value null, the default, for core NATS, where each arrives at most once.
     * @return this.
     */
    public OutboundContext stream(StreamSettings value) {
        requireOpen();
        stream = value;
        return this;
    }

    /** {@return the stream that outputs go to, null for core NATS} */
    public StreamSettings stream() {
        return stream;
    }

    /**
     * Sets which encodings are used, by subject.
     *
     * @param value rules.
     * @return this.
     */
    public OutboundContext encodings(SubjectRules<PayloadEncoding> value) {
        requireOpen();
        encodings = value;
        return this;
    }

    /** {@return which encodings are used; by default JSON for dashboards and status, else SBE} */
    public SubjectRules<PayloadEncoding> encodings() {
        return encodings;
    }

    /**
     * Sets what becomes of messages that cannot leave as fast as they come, by subject. With a stream all wait, and
     * this is not asked.
     *
     * @param value rules.
     * @return this.
     */
    public OutboundContext policies(SubjectRules<OverflowPolicy> value) {
        requireOpen();
        policies = value;
        return this;
    }

    /** {@return what becomes of messages; by default indicators drop the oldest and all else waits} */
    public SubjectRules<OverflowPolicy> policies() {
        return policies;
    }

    /**
     * Sets where outputs wait for the broker.
     *
     * @param value a directory.
     * @return this.
     */
    public OutboundContext spoolDirectory(Path value) {
        requireOpen();
        spoolDirectory = value;
        return this;
    }

    /** {@return where outputs wait for the broker} */
    public Path spoolDirectory() {
        return spoolDirectory;
    }

    /**
     * Sets how much may wait there.
     *
     * @param value bytes, a power of two of at least 64 KiB.
     * @return this.
     */
    public OutboundContext spoolCapacity(int value) {
        requireOpen();
        spoolCapacity = value;
        return this;
    }

    /** {@return the bytes that may wait} */
    public int spoolCapacity() {
        return spoolCapacity;
    }

    /**
     * Sets how many messages may wait where the oldest is dropped.
     *
     * @param value at least 1.
     * @return this.
     */
    public OutboundContext dropOldestCapacity(int value) {
        requireOpen();
        dropOldestCapacity = value;
        return this;
    }

    /** {@return how many messages may wait where the oldest is dropped} */
    public int dropOldestCapacity() {
        return dropOldestCapacity;
    }

    /**
     * Sets the time between two messages of a channel, which is also that of other subjects that are conflated.
     *
     * @param value nanoseconds; 0 for no dashboard, and conflated subjects as fast as they go.
     * @return this.
     */
    public OutboundContext dashboardIntervalNs(long value) {
        requireOpen();
        dashboardIntervalNs = value;
        return this;
    }

    /** {@return nanoseconds between two messages of a channel} */
    public long dashboardIntervalNs() {
        return dashboardIntervalNs;
    }

    /**
     * Sets the time between two messages of how the engine is.
     *
     * @param value nanoseconds; 0 for none.
     * @return this.
     */
    public OutboundContext statusIntervalNs(long value) {
        requireOpen();
        statusIntervalNs = value;
        return this;
    }

    /** {@return nanoseconds between two messages of how the engine is} */
    public long statusIntervalNs() {
        return statusIntervalNs;
    }

    /**
     * Sets how long to wait, at the end, for messages to leave.
     *
     * @param value nanoseconds.
     * @return this.
     */
    public OutboundContext drainLimitNs(long value) {
        requireOpen();
        drainLimitNs = value;
        return this;
    }

    /** {@return how many nanoseconds to wait, at the end, for messages to leave} */
    public long drainLimitNs() {
        return drainLimitNs;
    }
}
