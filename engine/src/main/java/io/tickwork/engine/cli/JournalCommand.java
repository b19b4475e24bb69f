// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import picocli.CommandLine.Command;

/** What can be done with a journal that nobody is writing to. */
@Command(
        name = "journal",
        description = "Looks after journals.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = JournalScanCommand.class)
final class JournalCommand {}
