package dev.platine.app;

import picocli.CommandLine.Command;

/** The command itself: without a verb it shows its help. */
@Command(
        name = "platine",
        description = "Control boards, real or simulated: run one, look at it, control it.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "VERB",
        commandListHeading = "%nVerbs:%n",
        subcommands = {WarmUpCommand.class})
final class PlatineCommand {}
