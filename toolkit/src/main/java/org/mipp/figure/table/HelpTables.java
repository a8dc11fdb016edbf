package org.mipp.figure.table;

import static org.mipp.figure.table.Columns.text;

import java.util.List;
import org.mipp.help.HelpPage;
import org.mipp.help.HelpPage.Line;
import tech.tablesaw.api.Table;

/** The verbs as tables. */
public final class HelpTables {

    private HelpTables() {}

    /**
     * Lists the verbs.
     *
     * @param page about all verbs
     * @return one table per step, one row per verb: its name, what it does, an example
     */
    public static List<Table> of(HelpPage page) {
        return page.steps().stream()
                .map(step -> Table.create(
                        step.name(),
                        text(step.name(), step.verbs(), Line::verb),
                        text("what it does", step.verbs(), Line::sentence),
                        text("for example", step.verbs(), Line::example)))
                .toList();
    }
}
