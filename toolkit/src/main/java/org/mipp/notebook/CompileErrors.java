package org.mipp.notebook;

import java.lang.reflect.Field;
import java.util.List;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;

/**
 * Lets JJava print compile errors that it cannot mark in the source.
 *
 * <p>Of some errors in lambdas and method references the compiler says that they end before they begin. JJava (1.0-a6) then
 * fails while it writes the message, answers nothing, and the cell seems to run for ever. Such a snippet is printed whole here,
 * with the message under it.
 */
final class CompileErrors extends StringStyler {

    private final StringStyler usual;

    CompileErrors(StringStyler usual) {
        super("", "", "", line -> "");
        this.usual = usual;
    }

    /**
     * Replaces how a kernel marks errors.
     *
     * @param kernel whose field is private to its subclasses
     * @throws ReflectiveOperationException if this version of JJava has no such field
     */
    static void printIn(BaseKernel kernel) throws ReflectiveOperationException {
        Field styler = BaseKernel.class.getDeclaredField("errorStyler");
        styler.setAccessible(true);
        styler.set(kernel, new CompileErrors((StringStyler) styler.get(kernel)));
    }

    @Override
    public List<String> highlightSubstringLines(String source, int start, int end) {
        return start <= end && end <= source.length()
                ? usual.highlightSubstringLines(source, start, end)
                : usual.primaryLines(source);
    }

    @Override
    public String primary(String text) {
        return usual.primary(text);
    }

    @Override
    public String secondary(String text) {
        return usual.secondary(text);
    }

    @Override
    public String highlight(String text) {
        return usual.highlight(text);
    }

    @Override
    public String highlightSubstring(String source, int start, int end) {
        return usual.highlightSubstring(source, start, end);
    }

    @Override
    public String primaryLine(int line, String text) {
        return usual.primaryLine(line, text);
    }

    @Override
    public String secondaryLine(int line, String text) {
        return usual.secondaryLine(line, text);
    }

    @Override
    public String highlightLine(int line, String text) {
        return usual.highlightLine(line, text);
    }

    @Override
    public List<String> primaryLines(String source) {
        return usual.primaryLines(source);
    }

    @Override
    public List<String> secondaryLines(String source) {
        return usual.secondaryLines(source);
    }

    @Override
    public List<String> highlightLines(String source) {
        return usual.highlightLines(source);
    }
}
