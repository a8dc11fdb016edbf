package org.mipp.notebook;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import org.dflib.jjava.jupyter.channels.DefaultReplyEnvironment;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.ShellHandler;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.messages.reply.InspectReply;
import org.dflib.jjava.jupyter.messages.request.InspectRequest;
import org.mipp.figure.table.Html;
import org.mipp.help.Quotation;

/**
 * Answers Shift-Tab with what the documentation says: of a verb or of a method in a chain, before the parenthesis too. JJava
 * gives signatures only, and only behind a parenthesis; what is not the toolkit's it answers as before.
 */
final class ShiftTab {

    private static final Pattern SIGNATURE = Pattern.compile("(?:.* )?([\\w.]+)\\.(\\w+)\\((.*)\\)");
    private static final Pattern LAST_NAME = Pattern.compile("\\w*$");
    private static final Pattern FIRST_NAME = Pattern.compile("^\\w*");

    private final JShell shell;
    private final Quotation quotation;

    ShiftTab(JShell shell, List<String> imports) {
        this.shell = shell;
        this.quotation = new Quotation(imports);
    }

    /**
     * Answers from now on for the kernel that runs a cell.
     *
     * @throws ReflectiveOperationException if this version of JJava is another
     */
    void answerIn(DefaultReplyEnvironment cell) throws ReflectiveOperationException {
        Object channel = cell.getShell();
        Field field = channel.getClass().getDeclaredField("connection");
        field.setAccessible(true);
        JupyterConnection connection = (JupyterConnection) field.get(channel);
        ShellHandler<InspectRequest> usual = connection.getHandler(InspectRequest.MESSAGE_TYPE);
        connection.setHandler(InspectRequest.MESSAGE_TYPE, (answer, message) -> {
            InspectRequest request = message.getContent();
            Optional<String> text = tell(request.getCode(), request.getCursorPos());
            if (text.isEmpty()) {
                usual.handle(answer, message);
                return;
            }
            answer.setBusyDeferIdle();
            DisplayData data = new DisplayData(text.get());
            data.putHTML("<pre style=\"white-space:pre-wrap\">" + Html.escape(text.get()) + "</pre>");
            answer.reply(new InspectReply(true, data));
        });
    }

    /** What is said of the name at a place in a cell; empty if nothing is known of it. */
    Optional<String> tell(String code, int cursor) {
        int at = Math.max(0, Math.min(cursor, code.length()));
        if (at > 0 && code.charAt(at - 1) == '(') {
            at--;
        }
        Matcher behind = FIRST_NAME.matcher(code.substring(at));
        int end = at + (behind.find() ? behind.end() : 0);
        if (!LAST_NAME.matcher(code.substring(0, end)).find() || end == 0) {
            return Optional.empty();
        }
        String call = code.substring(0, end) + "(";
        List<String> told = told(call);
        if (told.isEmpty()) { // what is before the statement cannot be read together with it
            told = told(call.substring(call.lastIndexOf('\n') + 1));
        }
        return told.isEmpty() ? Optional.empty() : Optional.of(String.join("\n\n", told));
    }

    private List<String> told(String call) {
        return shell.sourceCodeAnalysis().documentation(call, call.length(), false).stream()
                .map(Documentation::signature)
                .distinct()
                .map(this::quoted)
                .flatMap(Optional::stream)
                .collect(Collectors.toList());
    }

    private Optional<String> quoted(String signature) {
        Matcher parts = SIGNATURE.matcher(signature);
        return parts.matches()
                ? quotation.of(parts.group(1), parts.group(2), parts.group(3)).map(page -> signature + "\n" + page)
                : Optional.empty();
    }
}
