// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import picocli.CommandLine.Command;

/** What can be done with the files of a journal. */
@Command(
        name = "journal",
        description = "Looks after journals.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {JournalScanCommand.class, JournalArchiveCommand.class})
final class JournalCommand {}
