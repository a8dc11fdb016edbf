package org.mipp.information.table;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The text of a CSV file, and how it is written.
 *
 * @param body all lines, without a byte order mark, numbers with a decimal point
 * @param separator between cells
 */
record TableText(String body, char separator) {

    private static final char[] SEPARATORS = {',', ';', '\t'};
    private static final Charset WESTERN = Charset.forName("windows-1252");

    /** A cell that is one number with a decimal comma, between separators that are no commas. */
    private static final String WITH_COMMA = "(?m)(?<=^|%1$s)([-+]?\\d*),(\\d+(?:[eE][-+]?\\d+)?)(?=%1$s|\\r?$)";

    static TableText of(byte[] bytes) {
        String text = decoded(bytes);
        char separator = separator(text);
        if (separator != ',' && text.indexOf(',') >= 0) {
            text = Pattern.compile(WITH_COMMA.formatted(separator))
                    .matcher(text)
                    .replaceAll("$1.$2");
        }
        return new TableText(text, separator);
    }

    private static String decoded(byte[] bytes) {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8);
        }
        if (startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE)) {
            return new String(bytes, StandardCharsets.UTF_16); // which reads the mark
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) { // an old spreadsheet's
            return new String(bytes, WESTERN);
        }
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static char separator(String text) {
        char best = SEPARATORS[0];
        int most = 0;
        for (char candidate : SEPARATORS) {
            int cells = firstLine(text, candidate).size();
            if (cells > most) {
                most = cells;
                best = candidate;
            }
        }
        return best;
    }

    /** The names of the columns, without their quotes. */
    List<String> names() {
        return firstLine(body, separator);
    }

    private static List<String> firstLine(String text, char separator) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '\n' || c == '\r')) {
                break;
            } else if (!quoted && c == separator) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString().strip());
        return cells;
    }
}
