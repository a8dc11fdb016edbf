package org.mipp.notebook.variables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class DeclarationTextTest {

    @Test
    void commentsAndLinesDoNotCount() {
        assertEquals(
                DeclarationText.of("int two() { return 2; }"),
                DeclarationText.of("// of two\nint two() {\n  /* here */ return 2; // or\n}\n"));
    }

    @Test
    void whatStandsInLiteralsCounts() {
        assertNotEquals(
                DeclarationText.of("String f() { return \"a  b\"; }"),
                DeclarationText.of("String f() { return \"a b\"; }"));
        String links = "String f() { return \"http://a\" + '\"' + \"\\\"//\" + \"\"\"\n  // b\"\"\"; }";
        assertEquals(links, DeclarationText.of(links));
    }

    @Test
    void longLiteralsAndCommentsAreRead() {
        String literal = "String f() { return \"" + "letters".repeat(100_000) + "\"; }";
        assertEquals(literal, DeclarationText.of(literal));
        assertEquals(
                "int f();", DeclarationText.of("int" + " ".repeat(100_000) + "/*" + "*".repeat(100_000) + "*/f();"));
    }
}
