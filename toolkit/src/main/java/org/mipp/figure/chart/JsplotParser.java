package org.mipp.figure.chart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mipp.run.RefusedException;
import org.unbescape.html.HtmlEscape;

/**
 * Reads the JavaScript that jsplot writes, for it can write nothing else.
 *
 * <p>The script assigns object literals to {@code layout}, {@code trace0}, {@code trace1} and so on. They are JSON but for
 * single quotes, bare keys, trailing commas and NaN, all of which Jackson can read. Repaired on the way: numbers written as
 * strings, HTML entities in names, and titles as plain strings, which Plotly 3 dropped.
 */
final class JsplotParser {

    private static final Pattern ASSIGNMENT = Pattern.compile("var (layout|trace\\d+) =");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d*)?([eE][-+]?\\d+)?|NaN|null");
    private static final ObjectMapper LENIENT = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private JsplotParser() {}

    static Figure read(tech.tablesaw.plotly.components.Figure figure) {
        String script = figure.asJavascript("figure");
        Map<String, Object> layout = new LinkedHashMap<>();
        List<Map<String, Object>> traces = new ArrayList<>();
        Matcher assignment = ASSIGNMENT.matcher(script);
        while (assignment.find()) {
            Map<String, Object> object = parse(script.substring(assignment.end()));
            if (assignment.group(1).equals("layout")) {
                layout.putAll(object);
            } else {
                traces.add(object);
            }
        }
        return new Figure(traces, layout);
    }

    private static Map<String, Object> parse(String text) {
        try {
            Map<String, Object> object = LENIENT.readerFor(new TypeReference<LinkedHashMap<String, Object>>() {})
                    .readValue(text); // stops after the object
            return repair(object);
        } catch (JsonProcessingException e) {
            throw new RefusedException(
                    "jsplot figure: expected object literals of names, numbers, strings and lists, got one that cannot be"
                            + " read: " + e.getOriginalMessage(),
                    e);
        }
    }

    private static Map<String, Object> repair(Map<?, ?> object) {
        Map<String, Object> repaired = new LinkedHashMap<>();
        object.forEach((key, value) -> repaired.put(String.valueOf(key), repairValue(value)));
        if (repaired.get("title") instanceof String title) {
            repaired.put("title", Map.of("text", title));
        }
        return repaired;
    }

    private static @Nullable Object repairValue(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return repair(map);
        }
        if (value instanceof List<?> list) {
            boolean numbers = !list.isEmpty()
                    && list.stream()
                            .allMatch(element -> element instanceof String text
                                    && NUMBER.matcher(text).matches());
            List<Object> repaired = new ArrayList<>();
            list.forEach(element -> repaired.add(numbers ? number((String) element) : repairValue(element)));
            return repaired;
        }
        return value instanceof String text ? HtmlEscape.unescapeHtml(text) : value;
    }

    private static double number(@Nullable String text) {
        return text == null || text.equals("null") ? Double.NaN : Double.parseDouble(text);
    }
}
