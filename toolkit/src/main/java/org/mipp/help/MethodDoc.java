package org.mipp.help;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the documentation says of one method.
 *
 * @param type whose method it is
 * @param name of the method
 * @param parameters as they are declared: {@code NetworkStage network, Masks masks}
 * @param returns the type of what it gives
 * @param comment its documentation
 */
record MethodDoc(String type, String name, String parameters, String returns, DocComment comment) {

    /** The names of its parameters. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        int depth = 0;
        int from = 0;
        String all = parameters + ",";
        for (int i = 0; i < all.length(); i++) {
            char c = all.charAt(i);
            depth += c == '<' ? 1 : c == '>' ? -1 : 0;
            if (c == ',' && depth == 0) {
                String one = all.substring(from, i).strip();
                if (!one.isEmpty()) {
                    names.add(one.substring(one.lastIndexOf(' ') + 1));
                }
                from = i + 1;
            }
        }
        return names;
    }

    /** What it is called with, and what it gives. */
    String signature() {
        return name + "(" + parameters + ")" + (returns.equals("void") ? "" : " gives " + returns);
    }

    /** A line of code that calls it: of its own documentation, otherwise of that of the verbs, otherwise its parameters. */
    String example(List<String> others) {
        List<String> own = new ArrayList<>(comment.code());
        own.addAll(comment.quoted());
        return calling(own).or(() -> calling(others)).orElse(name + "(" + String.join(", ", names()) + ")");
    }

    /** A line that calls it with as many arguments as it takes, otherwise one that calls another of that name. */
    private Optional<String> calling(List<String> lines) {
        Pattern call = Pattern.compile("(?<![\\w.])" + name + "\\(");
        List<String> calls =
                lines.stream().filter(line -> call.matcher(line).find()).toList();
        return calls.stream()
                .filter(line -> {
                    Matcher found = call.matcher(line);
                    return found.find() && arguments(line.substring(found.end())) == names().size();
                })
                .findFirst()
                .or(() -> calls.stream().findFirst());
    }

    /** How many arguments come before the parenthesis that closes. */
    private static int arguments(String text) {
        int depth = 0;
        int commas = 0;
        int at = 0;
        for (; at < text.length() && (depth > 0 || text.charAt(at) != ')'); at++) {
            char c = text.charAt(at);
            depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
            commas += c == ',' && depth == 0 ? 1 : 0;
        }
        return at == 0 ? 0 : commas + 1;
    }

    /** All of it: signature, description, one line per parameter, what it gives, an example. */
    String page(List<String> others) {
        List<String> lines = new ArrayList<>();
        lines.add(signature());
        lines.add("  " + comment.description());
        for (String parameter : names()) {
            comment.tag("param", parameter).ifPresent(text -> lines.add("  " + parameter + ": " + text));
        }
        comment.tag("return", "").ifPresent(text -> lines.add("  gives " + text));
        lines.add("  Example: " + example(others));
        return lines.stream().collect(Collectors.joining("\n"));
    }
}
