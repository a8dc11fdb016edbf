package org.mipp.run.ledger;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Digests what a class file does, without where its lines were: members, instructions and constants, not the numbers of lines nor the
 * name of the source. The numbers that a notebook's shell gives its classes are left out too, so that a cell that is run again is the
 * same (class file format: The Java Virtual Machine Specification, Java SE 17, chapter 4).
 */
final class ClassDigest {

    private static final int MAGIC = 0xCAFEBABE;
    private static final Pattern SHELL = Pattern.compile("\\$JShell\\$\\w*|\\$\\$Lambda\\S*|^\\$\\d+_?$");
    private static final Set<String> PLACES = Set.of(
            "LineNumberTable", "LocalVariableTable", "LocalVariableTypeTable", "SourceFile", "SourceDebugExtension");

    private final DataInputStream in;
    private final MessageDigest digest;
    private String[] texts = {};

    private ClassDigest(byte[] classFile, MessageDigest digest) {
        this.in = new DataInputStream(new ByteArrayInputStream(classFile));
        this.digest = digest;
    }

    /**
     * Adds a class file to a digest.
     *
     * @throws IOException if it is none
     */
    static void add(byte[] classFile, MessageDigest digest) throws IOException {
        new ClassDigest(classFile, digest).run();
    }

    private void run() throws IOException {
        if (in.readInt() != MAGIC) {
            throw new IOException("no class file");
        }
        in.readInt(); // its version
        constants();
        copy(6); // access, this class, its super class
        copy(2 * copyCount());
        members(); // fields
        members(); // methods
        attributes();
    }

    private void constants() throws IOException {
        int count = in.readUnsignedShort();
        texts = new String[count];
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            digest.update((byte) tag);
            switch (tag) {
                case 1 -> {
                    String text = in.readUTF();
                    texts[i] = text;
                    digest.update(SHELL.matcher(text).replaceAll("").getBytes(StandardCharsets.UTF_8));
                }
                case 3, 4, 9, 10, 11, 12, 17, 18 -> copy(4);
                case 5, 6 -> {
                    copy(8);
                    i++; // a long or double takes two places
                }
                case 15 -> copy(3);
                default -> copy(2); // class, string, method type, module, package
            }
        }
    }

    private void members() throws IOException {
        int count = copyCount();
        for (int i = 0; i < count; i++) {
            copy(6); // access, name, descriptor
            attributes();
        }
    }

    private void attributes() throws IOException {
        int count = in.readUnsignedShort();
        for (int i = 0; i < count; i++) {
            String name = texts[in.readUnsignedShort()];
            int length = in.readInt();
            if (PLACES.contains(name)) {
                in.skipNBytes(length);
            } else if (name.equals("Code")) {
                copy(4); // stack, locals
                int code = in.readInt();
                copy(code);
                copy(8 * copyCount()); // exceptions
                attributes();
            } else {
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                copy(length);
            }
        }
    }

    private int copyCount() throws IOException {
        int count = in.readUnsignedShort();
        digest.update((byte) (count >> 8));
        digest.update((byte) count);
        return count;
    }

    private void copy(int bytes) throws IOException {
        byte[] some = in.readNBytes(bytes);
        if (some.length < bytes) {
            throw new IOException("it ends too early");
        }
        digest.update(some);
    }
}
