// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.bridge.connection.NatsConnection;
import io.tickwork.bridge.tail.MessageJson;
import io.tickwork.bridge.tail.SubjectTail;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.apache.commons.text.StringEscapeUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the messages that pass on subjects, until it is stopped. */
@Command(name = "tail", description = "Prints the messages that pass on subjects of NATS, decoded.")
final class TailCommand implements Callable<Integer> {
    private static final long LOOK_INTERVAL_MS = 100;

    @Parameters(
            index = "0",
            paramLabel = "SUBJECT",
            defaultValue = ">",
            description = "What to print: a subject, with * for any one token and > for any that follow; default all.")
    private String subject;

    @Option(
            names = "--nats",
            paramLabel = "URL",
            defaultValue = "nats://127.0.0.1:4222",
            description = "Where the servers are, several of one cluster with commas; default ${DEFAULT-VALUE}.")
    private String url;

    @Mixin
    private NatsOptions natsOptions;

    @Option(names = "--count", paramLabel = "N", description = "Ends after so many messages; default: when stopped.")
    private Long count;

    @Option(names = "--json", description = "Prints one JSON object a line, of subject and message.")
    private boolean isJson;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (count != null && count < 1) {
            throw CommandException.input("--count " + count + " is not positive. Leave it out to go on until stopped.");
        }
        PrintWriter out = spec.commandLine().getOut();
        MessageJson json = new MessageJson();
        try (StopSignal stop = StopSignal.listen();
                NatsConnection connection = NatsConnection.connect(natsOptions.context(url));
                SubjectTail tail = tail(connection)) {
            long printed = 0;
            while (!stop.isStopped() && (count == null || printed < count)) {
                SubjectTail.Received message = tail.next(LOOK_INTERVAL_MS);
                if (message != null) {
                    print(message, json, out);
                    printed++;
                }
            }
            if (tail.droppedCount() > 0) {
                spec.commandLine()
                        .getErr()
                        .printf("warning: %,d messages came faster than they were printed.%n", tail.droppedCount());
            }
            return ExitCode.OK;
        }
    }

    private SubjectTail tail(NatsConnection connection) {
        try {
            return new SubjectTail(connection, subject);
        } catch (IllegalArgumentException e) {
            throw CommandException.input(e.getMessage() + ". Give one such as indicators.> or strategy.signals.ES.");
        }
    }

    private void print(SubjectTail.Received message, MessageJson json, PrintWriter out) {
        String text = json.of(message.payload());
        if (isJson) {
            out.println("{\"subject\":\"" + StringEscapeUtils.escapeJson(message.subject()) + "\",\"message\":" + text
                    + "}");
        } else {
            out.println(message.subject() + " " + text);
        }
        out.flush();
    }
}
