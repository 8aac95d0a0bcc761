package dev.platine.app;

import dev.platine.hal.Boards;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;

/**
 * What the help of the command ends with: the forms of URIs, and what the exit codes mean. A class and no lambda: one of picocli's interfaces
 * would keep picocli's largest classes out of the launcher's archive.
 */
final class HelpFooter implements IHelpSectionRenderer {
    @Override
    public String render(Help help) {
        StringBuilder text = new StringBuilder("\nForms of URI:\n");
        Boards.uriForms().forEach(form -> text.append("  ").append(form).append('\n'));
        text.append("\nExit codes:\n");
        for (String row : Exit.TABLE) {
            text.append("  ").append(row.replaceFirst(":", "  ")).append('\n');
        }
        return text.append(help.footer()).toString();
    }
}
