package org.mipp.notebook.variables;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * The names that a declaration or statement of a cell takes from other cells. JShell keeps such a list too, but not of the
 * initialisers of variables whose type is written out.
 *
 * @param atOnce read when the cell runs; methods with {@code ()} behind their name
 * @param later read by the bodies of its lambdas, methods and classes, whenever these run
 */
record Mentions(Set<String> atOnce, Set<String> later) {

    static final Mentions NONE = new Mentions(Set.of(), Set.of());
    private static final @Nullable JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    /** {@return both together} */
    Mentions and(Mentions other) {
        return new Mentions(union(atOnce, other.atOnce), union(later, other.later));
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> union = new HashSet<>(one);
        union.addAll(other);
        return union;
    }

    /** How a graph of mentions names a method. */
    static String method(String name) {
        return name + "()";
    }

    /** {@return what a variable's initialiser and type mention; its declaration may hold others too} */
    static Mentions ofVariable(String source, String name) {
        return scan("class __ { " + source + "\n; }", new Scanner(name));
    }

    /** {@return what a method or class mentions} */
    static Mentions ofDeclaration(String source) {
        return scan("class __ { " + source + "\n }", new Scanner(null));
    }

    /** {@return what a statement or expression mentions} */
    static Mentions ofStatement(String source) {
        return scan("class __ { { " + source + "\n; } }", new Scanner(null));
    }

    private static Mentions scan(String text, Scanner scanner) {
        if (COMPILER == null) {
            return NONE;
        }
        JavaFileObject file = new SimpleJavaFileObject(URI.create("string:///__.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreErrors) {
                return text;
            }
        };
        try {
            JavacTask task = (JavacTask) COMPILER.getTask(
                    Writer.nullWriter(), null, problem -> {}, List.of("-proc:none"), null, List.of(file));
            task.parse().forEach(unit -> unit.getTypeDecls()
                    .forEach(outer -> scanner.scan(((ClassTree) outer).getMembers(), null)));
        } catch (IOException | RuntimeException e) {
            return NONE; // JShell says what is wrong with a source; here it only takes part in no note
        }
        scanner.atOnce.removeAll(scanner.own);
        scanner.later.removeAll(scanner.own);
        return new Mentions(Set.copyOf(scanner.atOnce), Set.copyOf(scanner.later));
    }

    /** Names that are declared inside, like a lambda's parameters, hide those of other cells. */
    private static final class Scanner extends TreeScanner<@Nullable Void, @Nullable Void> {

        private final Set<String> atOnce = new HashSet<>();
        private final Set<String> later = new HashSet<>();
        private final Set<String> own = new HashSet<>();
        private final @Nullable String onlyVariable;
        private boolean outermost = true;
        private int bodies; // around this place

        Scanner(@Nullable String onlyVariable) {
            this.onlyVariable = onlyVariable;
        }

        @Override
        public @Nullable Void visitVariable(VariableTree variable, @Nullable Void nothing) {
            String name = variable.getName().toString();
            if (!outermost || onlyVariable == null) {
                own.add(name);
                return super.visitVariable(variable, nothing);
            }
            if (!name.equals(onlyVariable)) {
                return null;
            }
            outermost = false;
            super.visitVariable(variable, nothing);
            outermost = true;
            return null;
        }

        @Override
        public @Nullable Void visitIdentifier(IdentifierTree identifier, @Nullable Void nothing) {
            add(identifier.getName().toString());
            return null;
        }

        @Override
        public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void nothing) {
            if (call.getMethodSelect() instanceof IdentifierTree called) {
                add(method(called.getName().toString()));
                scan(call.getTypeArguments(), nothing);
                return scan(call.getArguments(), nothing);
            }
            return super.visitMethodInvocation(call, nothing);
        }

        @Override
        public @Nullable Void visitLambdaExpression(LambdaExpressionTree lambda, @Nullable Void nothing) {
            return inBody(() -> super.visitLambdaExpression(lambda, nothing));
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
            return inBody(() -> super.visitMethod(method, nothing));
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
            return inBody(() -> super.visitClass(type, nothing));
        }

        private void add(String name) {
            (bodies > 0 ? later : atOnce).add(name);
        }

        private @Nullable Void inBody(Runnable scan) {
            bodies++;
            scan.run();
            bodies--;
            return null;
        }
    }
}
