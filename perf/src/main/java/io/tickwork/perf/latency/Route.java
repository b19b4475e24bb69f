// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.latency;

/** What events travel through. One thread offers, one polls; they may be the same. */
interface Route extends AutoCloseable {
    /** {@return what tables and files call it} */
    String label();

    /**
     * Lets the threads between the ends spin, or sleep.
     *
     * @param isItsTurn whether it is measured until this is called again.
     */
    void turn(boolean isItsTurn);

    /**
     * Begins a run in which events are numbered from 0. Nothing is under way.
     *
     * @param sampleShift one event in two to this power is sampled.
     */
    void begin(int sampleShift);

    /**
     * Sends an event.
     *
     * @param number of the event.
     * @return false if there was no room: nothing was sent.
     */
    boolean offer(long number);

    /**
     * Takes what has arrived.
     *
     * @param arrivals is told of each.
     * @param limit about how many at most.
     * @return how many were taken.
     */
    int poll(Arrivals arrivals, int limit);

    /**
     * {@return when a sampled event that has arrived passed a stage, in nanoseconds of {@link System#nanoTime}}
     *
     * @param number of the event.
     * @param stage one of those that {@link #hasStages} speaks of.
     */
    default long passedNs(long number, Stage stage) {
        throw new UnsupportedOperationException(label() + " has no stages");
    }

    /** {@return whether it knows when events pass its stages} */
    default boolean hasStages() {
        return false;
    }

    @Override
    void close();

    /** Is told of events that have arrived. */
    interface Arrivals {
        /** An event has arrived. @param number of the event. */
        void onArrival(long number);
    }
}
