package org.mipp.spark.parcel;

import java.lang.invoke.SerializedLambda;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.xbean.asm9.ClassReader;
import org.jspecify.annotations.Nullable;
import org.mipp.run.RefusedException;

/**
 * What lambdas and objects of cells can reach: method by method through the snippets of JShell, and all of the classes that cells declare.
 */
final class CellReach {

    /** A method, or all of a class where it has no name. */
    record Code(
            String owner, @Nullable String name, @Nullable String descriptor) {}

    private final Map<String, byte[]> classes = new LinkedHashMap<>(); // by Java's name
    private final Set<CellVariable> variables = new LinkedHashSet<>();
    private final Set<Code> seen = new HashSet<>();
    private final Deque<Code> next = new ArrayDeque<>();
    private @Nullable ClassLoader loader;

    /** The bytes of all classes of cells that may be loaded. */
    Map<String, byte[]> classes() {
        return classes;
    }

    /** The variables that may be read, in the order in which they were found. */
    Set<CellVariable> found() {
        return variables;
    }

    /** Notes a class of which an object is sent, or which is sent itself. */
    void type(Class<?> type) {
        if (CellBytes.isCell(type)) {
            loader = type.getClassLoader();
            String name = type.getName().replace('.', '/');
            addClass(name);
            if (!CellBytes.isSnippet(type.getName())) {
                add(new Code(name, null, null));
            }
            follow();
        }
    }

    /** Notes a lambda that is sent. */
    void lambda(SerializedLambda lambda) {
        if (CellBytes.isCell(lambda.getImplClass())) {
            add(new Code(lambda.getImplClass(), lambda.getImplMethodName(), lambda.getImplMethodSignature()));
            if (loader != null) { // else its class, which is written next, says where cells are loaded
                follow();
            }
        }
    }

    /** Notes code that something reachable names; of what no cell declares nothing is noted. */
    void add(Code code) {
        if (CellBytes.isCell(code.owner())) {
            boolean snippet = CellBytes.isSnippet(code.owner());
            Code whole = snippet ? code : new Code(code.owner(), null, null);
            if (seen.add(whole) && (!snippet || code.name() != null)) {
                next.add(whole);
            }
        }
    }

    /** Notes a variable that something reachable reads or writes. */
    void variable(String owner, String name) {
        if (CellBytes.isCell(owner)) {
            variables.add(new CellVariable(load(owner), name));
        }
    }

    /** Notes a class that may have to be loaded. */
    void addClass(String internalName) {
        if (CellBytes.isCell(internalName) && !classes.containsKey(internalName.replace('/', '.'))) {
            byte[] bytes = CellBytes.of(load(internalName));
            classes.put(internalName.replace('/', '.'), bytes);
            CodeReader.names(new ClassReader(bytes)).forEach(this::addClass);
        }
    }

    private void follow() {
        while (!next.isEmpty()) {
            Code code = next.remove();
            addClass(code.owner());
            byte[] bytes = classes.get(code.owner().replace('/', '.'));
            CodeReader.read(new ClassReader(bytes), code, this);
        }
    }

    private Class<?> load(String internalName) {
        try {
            return Class.forName(internalName.replace('/', '.'), false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            throw new RefusedException(
                    "expected a class of a cell that is loaded, got " + internalName + "; run its cell again", e);
        }
    }
}
