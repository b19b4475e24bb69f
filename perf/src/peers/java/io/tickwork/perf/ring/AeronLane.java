// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.ring;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.Image;
import io.aeron.Subscription;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.logbuffer.BufferClaim;
import io.aeron.logbuffer.FragmentHandler;
import io.aeron.logbuffer.Header;
import java.nio.file.Path;
import java.util.UUID;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.SleepingMillisIdleStrategy;

/**
 * Aeron IPC: an exclusive publication into which messages are encoded in place ({@code tryClaim}), polled from its one
 * image. Its driver has one thread, which sleeps: it has next to nothing to do with messages that stay in the machine.
 */
public final class AeronLane implements Lane {
    private static final String CHANNEL = "aeron:ipc?term-length=4m";
    private static final int STREAM_ID = 7;

    private final MediaDriver driver;
    private final Aeron aeron;
    private final Subscription subscription;
    private final ExclusivePublication publication;
    private final Image image;
    private final BufferClaim claim = new BufferClaim();
    private final TradePayload payload = new TradePayload();
    private final FragmentHandler handler = this::onFragment;
    private Sink sink;

    /** Starts a driver of its own, whose files are in memory. */
    public AeronLane() {
        Path directory = Path.of("/dev/shm", "tickwork-perf-" + UUID.randomUUID());
        driver = MediaDriver.launch(new MediaDriver.Context()
                .aeronDirectoryName(directory.toString())
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true)
                .threadingMode(ThreadingMode.SHARED)
                .sharedIdleStrategy(new SleepingMillisIdleStrategy(1)));
        aeron = Aeron.connect(new Aeron.Context()
                .aeronDirectoryName(directory.toString())
                .idleStrategy(new SleepingMillisIdleStrategy(1)));
        subscription = aeron.addSubscription(CHANNEL, STREAM_ID);
        publication = aeron.addExclusivePublication(CHANNEL, STREAM_ID);
        while (!publication.isConnected() || subscription.imageCount() == 0) {
            Thread.onSpinWait();
        }
        image = subscription.imageAtIndex(0);
    }

    @Override
    public boolean offer(long number) {
        if (publication.tryClaim(TradePayload.LENGTH, claim) < 0) {
            return false;
        }
        payload.encode(claim.buffer(), claim.offset(), number);
        claim.commit();
        return true;
    }

    @Override
    public int poll(Sink to, int limit) {
        sink = to;
        return image.poll(handler, limit);
    }

    private void onFragment(DirectBuffer buffer, int offset, int length, Header header) {
        sink.onTrade(buffer, offset);
    }

    @Override
    public void close() {
        CloseHelper.closeAll(aeron, driver);
    }
}
