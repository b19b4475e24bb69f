// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.inbound;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.NUID;
import io.nats.client.PullRequestOptions;
import io.nats.client.Subscription;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ApiResponse;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.ConsumerCreateRequest;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.api.DeliverPolicy;
import io.nats.client.api.StreamInfo;
import io.nats.client.impl.NatsJetStreamMetaData;
import io.tickwork.bridge.BridgeException;
import io.tickwork.bridge.connection.ConnectionCounter;
import io.tickwork.bridge.connection.NatsConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.NanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages of a stream of JetStream, each once and in the order of the stream, from behind the last one in the journal.
 *
 * <pre>
 *            connected            it is our stream          consumer made
 *  AWAY ──────────────► ASKING ──────────────────► CREATING ─────────────► FLOWING
 *   ▲                                                                         │
 *   └──────── connection lost, a message missing, silence, any refusal ───────┘
 * </pre>
 *
 * <p>Messages are asked for, a window of them ahead, only while they are taken: a full ring slows the broker. The
 * consumer is a throw-away one: where to go on is known here alone, from the journal. Whenever anything is doubtful it
 * is made anew behind the last message that was given. Its own numbers show that none was lost on the way; the stream's
 * numbers may have holes, where messages are of other subjects or were removed.
 *
 * <p>Never waits once it is open: what is asked of the broker is looked for by later calls.
 */
final class StreamSource implements MessageSource {
    private static final Logger LOGGER = LoggerFactory.getLogger(StreamSource.class);

    private static final String API = "$JS.API.";
    private static final String PENDING_MESSAGES = "Nats-Pending-Messages";
    private static final int NOT_FOUND = 404;

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);
    private static final Duration PULL_EXPIRY = Duration.ofSeconds(10);
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);
    private static final Duration CONSUMER_INACTIVITY = Duration.ofMinutes(1);
    private static final long SILENCE_MAX_NS = 3 * HEARTBEAT.toNanos();
    private static final long RETRY_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long OPEN_LIMIT_NS = TimeUnit.SECONDS.toNanos(20);
    private static final long OPEN_LOOK_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(1);

    /** A broker that has just started may not know its streams yet. */
    private static final long NOT_FOUND_MAX_NS = TimeUnit.SECONDS.toNanos(10);

    private enum State {
        AWAY,
        ASKING,
        CREATING,
        FLOWING
    }

    private final NatsConnection connection;
    private final Connection client;
    private final InboundCounters counters;
    private final NanoClock clock;
    private final String stream;
    private final Path identityFile;
    private final int window;
    private final String filter;

    private State state = State.AWAY;
    private StreamIdentity identity;
    private CompletableFuture<Message> answer;
    private long retryNs;
    private long notFoundSinceNs;
    private boolean isMissing;
    private String lastRefusal = "";
    private long reconnects;

    private String consumer;
    private Subscription subscription;
    private String inbox;
    private long consumerSequence;
    private long pendingCount;
    private int outstanding;
    private long lastHeardNs;
    private long sequence;
    private boolean isEmpty;
    private boolean hasFlowed;

    private StreamSource(NatsConnection connection, InboundContext context, InboundCounters counters) {
        this.connection = connection;
        this.counters = counters;
        client = connection.client();
        clock = context.nanoClock();
        stream = context.stream();
        identityFile = context.streamIdentity();
        window = context.streamWindow();
        List<String> wildcards = context.wildcards();
        // Older servers take one filter; of other subjects there is little in a stream for market data.
        filter = wildcards.size() == 1 ? wildcards.get(0) : null;
        sequence = context.journaledSequence().applyAsLong(InboundSources.STREAM);
        retryNs = clock.nanoTime();
    }

    /**
     * Opens a stream behind what the journal holds of it; waits until the broker has answered.
     *
     * @throws BridgeException if there is no such stream, or it is another one.
     */
    static StreamSource open(NatsConnection connection, InboundContext context, InboundCounters counters) {
        if (!context.stream().matches("[^\\s.*>/\\\\]+")) {
            throw BridgeException.input(
                    "'" + context.stream() + "' is no name of a stream. Name one that" + " 'nats stream ls' lists.");
        }
        StreamSource source = new StreamSource(connection, context, counters);
        long startNs = System.nanoTime();
        while (source.state != State.FLOWING) {
            source.step();
            if (source.isMissing) {
                throw source.noSuchStream();
            }
            if (System.nanoTime() - startNs > OPEN_LIMIT_NS) {
                throw BridgeException.environment(
                        "The stream '" + source.stream + "' at "
                                + connection.context().url() + " could not be opened: "
                                + (source.lastRefusal.isEmpty() ? "no answer" : source.lastRefusal)
                                + ". Check that the server runs with JetStream (-js) and that we may use it.",
                        null);
            }
            LockSupport.parkNanos(OPEN_LOOK_INTERVAL_NS);
        }
        return source;
    }

    private BridgeException noSuchStream() {
        return BridgeException.input("There is no stream '" + stream + "' at "
                + connection.context().url() + ". Make it, for example with 'nats stream add " + stream
                + " --subjects \"md.>\"', or name another one.");
    }

    @Override
    public Message next() {
        Message message = null;
        while (state == State.FLOWING && (message = poll()) != null) {
            if (message.isStatusMessage()) {
                onStatus(message);
            } else if (onMessage(message)) {
                pullWhenLow();
                isEmpty = false;
                return message;
            }
        }
        isEmpty = true;
        step();
        return null;
    }

    private Message poll() {
        try {
            return subscription.nextMessage((Duration) null); // does not wait
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException e) {
            begin("the subscription has ended");
        }
        return null;
    }

    /** Whether the message is the next one. */
    private boolean onMessage(Message message) {
        lastHeardNs = clock.nanoTime();
        NatsJetStreamMetaData place;
        try {
            place = message.metaData();
        } catch (IllegalStateException e) {
            return false; // sent to our inbox by somebody else
        }
        outstanding--;
        if (place.consumerSequence() != consumerSequence + 1) {
            begin("a message was lost on the way");
            return false;
        }
        consumerSequence++;
        pendingCount = place.pendingCount();
        if (place.streamSequence() <= sequence) {
            counters.increment(InboundCounter.RECEIVED);
            counters.increment(InboundCounter.REDELIVERED);
            return false;
        }
        sequence = place.streamSequence();
        return true;
    }

    private void onStatus(Message message) {
        lastHeardNs = clock.nanoTime();
        int code = message.getStatus().getCode();
        switch (code) {
            case 100 -> {
                // Alive, and nothing new.
            }
            case NOT_FOUND, 408 -> {
                String left = message.getHeaders() == null
                        ? null
                        : message.getHeaders().getFirst(PENDING_MESSAGES);
                try {
                    outstanding = Math.max(0, outstanding - (left == null ? outstanding : Integer.parseInt(left)));
                } catch (NumberFormatException e) {
                    outstanding = 0;
                }
                pullWhenLow();
            }
            default ->
                begin("the broker says " + code + " " + message.getStatus().getMessage());
        }
    }

    /** Does what is next when there is no message. */
    private void step() {
        switch (state) {
            case AWAY -> {
                if (clock.nanoTime() - retryNs >= 0 && client.getStatus() == Connection.Status.CONNECTED) {
                    reconnects = connection.count(ConnectionCounter.RECONNECTS);
                    ask(API + "STREAM.INFO." + stream, null, State.ASKING);
                }
            }
            case ASKING -> {
                if (answer.isDone()) {
                    onStream(answered());
                }
            }
            case CREATING -> {
                if (answer.isDone()) {
                    onConsumer(answered());
                }
            }
            case FLOWING -> {
                if (client.getStatus() != Connection.Status.CONNECTED
                        || connection.count(ConnectionCounter.RECONNECTS) != reconnects) {
                    begin("the connection was lost");
                } else if (clock.nanoTime() - lastHeardNs > SILENCE_MAX_NS) {
                    begin("the broker is silent");
                }
            }
        }
    }

    private void ask(String subject, byte[] body, State next) {
        try {
            answer = client.requestWithTimeout(subject, body, ANSWER_LIMIT);
            state = next;
        } catch (IllegalStateException | IllegalArgumentException e) {
            retry(e.toString());
        }
    }

    private Message answered() {
        try {
            return answer.getNow(null);
        } catch (RuntimeException e) { // cancelled, timed out, nobody there
            lastRefusal = "no answer";
            return null;
        }
    }

    private void onStream(Message message) {
        StreamInfo info = message == null ? null : new StreamInfo(message);
        if (isRefused(info)) {
            if (info != null && info.getErrorCode() == NOT_FOUND) {
                onNotFound();
            }
            return;
        }
        isMissing = false;
        StreamIdentity found =
                new StreamIdentity(stream, info.getCreateTime().toInstant().toString());
        if (identity == null) {
            found.check(identityFile, sequence);
            identity = found;
        } else if (!identity.equals(found)) {
            throw BridgeException.input("The stream '" + stream + "' was removed and made again at " + found.created()
                    + "; the journal was fed from the one made at " + identity.created()
                    + ". The numbers of its messages say nothing about this one. Begin a new journal to read it.");
        }
        long first = info.getStreamState().getFirstSequence();
        long last = info.getStreamState().getLastSequence();
        if (last < sequence) {
            throw BridgeException.input("The stream '" + stream + "' ends at message " + last
                    + ", and the journal holds its messages up to " + sequence
                    + ": it has lost what it had, and will give"
                    + " these numbers to other messages. Begin a new journal to read it.");
        }
        if (sequence > 0 && first > sequence + 1) {
            long expired = first - sequence - 1;
            counters.add(InboundCounter.EXPIRED, expired);
            LOGGER.error(
                    "The stream '{}' has removed the {} messages behind {} before they were read.",
                    stream,
                    expired,
                    sequence);
            sequence = first - 1;
        }
        createConsumer();
    }

    private void onNotFound() {
        if (!isMissing) {
            isMissing = true;
            notFoundSinceNs = clock.nanoTime();
        } else if (hasFlowed && clock.nanoTime() - notFoundSinceNs > NOT_FOUND_MAX_NS) {
            throw noSuchStream();
        }
    }

    private void createConsumer() {
        consumer = "tickwork-" + NUID.nextGlobal();
        inbox = client.createInbox();
        subscription = client.subscribe(inbox);
        subscription.setPendingLimits(-1, -1); // no more comes than was asked for
        ConsumerConfiguration.Builder configuration = ConsumerConfiguration.builder()
                .name(consumer)
                .ackPolicy(AckPolicy.None)
                .deliverPolicy(DeliverPolicy.ByStartSequence)
                .startSequence(sequence + 1)
                .inactiveThreshold(CONSUMER_INACTIVITY)
                .numReplicas(1)
                .memStorage(true);
        if (filter != null) {
            configuration.filterSubject(filter);
        }
        ask(
                API + "CONSUMER.CREATE." + stream + "." + consumer,
                new ConsumerCreateRequest(stream, configuration.build())
                        .toJson()
                        .getBytes(US_ASCII),
                State.CREATING);
    }

    private void onConsumer(Message message) {
        ConsumerInfo info = message == null ? null : new ConsumerInfo(message);
        if (isRefused(info)) {
            return;
        }
        if (hasFlowed) {
            counters.increment(InboundCounter.RESTARTS);
        }
        hasFlowed = true;
        state = State.FLOWING;
        consumerSequence = 0;
        outstanding = 0;
        pendingCount = info.getNumPending();
        lastHeardNs = clock.nanoTime();
        pullWhenLow();
    }

    private boolean isRefused(ApiResponse<?> response) {
        if (response != null && !response.hasError()) {
            return false;
        }
        retry(response == null ? "no answer" : response.getError());
        return true;
    }

    /** Asks for more once half of the window has come. */
    private void pullWhenLow() {
        if (outstanding > window / 2) {
            return;
        }
        int count = window - outstanding;
        String body = PullRequestOptions.builder(count)
                .expiresIn(PULL_EXPIRY)
                .idleHeartbeat(HEARTBEAT)
                .build()
                .toJson();
        try {
            client.publish(API + "CONSUMER.MSG.NEXT." + stream + "." + consumer, inbox, body.getBytes(US_ASCII));
            outstanding += count;
        } catch (IllegalStateException e) {
            begin("the connection takes nothing");
        }
    }

    /** Goes on behind the last message with a new consumer. */
    private void begin(String reason) {
        LOGGER.info("Delivery from the stream '{}' begins again behind {}: {}.", stream, sequence, reason);
        retry(reason);
    }

    private void retry(String reason) {
        lastRefusal = reason;
        state = State.AWAY;
        retryNs = clock.nanoTime() + RETRY_INTERVAL_NS;
        forgetConsumer();
    }

    private void forgetConsumer() {
        if (subscription == null) {
            return;
        }
        try {
            subscription.unsubscribe();
            if (client.getStatus() == Connection.Status.CONNECTED) {
                client.publish(API + "CONSUMER.DELETE." + stream + "." + consumer, null);
            }
        } catch (IllegalStateException e) {
            // Its inactivity ends it.
        }
        subscription = null;
    }

    @Override
    public long sequence() {
        return sequence;
    }

    @Override
    public int sourceId() {
        return InboundSources.STREAM;
    }

    @Override
    public boolean isUnordered() {
        return false;
    }

    @Override
    public boolean isCaughtUp() {
        return isEmpty && state == State.FLOWING && pendingCount == 0;
    }

    @Override
    public void refreshCounts() {
        // All are kept as they happen.
    }

    @Override
    public void close() {
        forgetConsumer();
    }
}
