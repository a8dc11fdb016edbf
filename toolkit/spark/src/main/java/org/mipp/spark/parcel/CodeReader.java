package org.mipp.spark.parcel;

import java.util.HashSet;
import java.util.Set;
import org.apache.xbean.asm9.ClassReader;
import org.apache.xbean.asm9.ClassVisitor;
import org.apache.xbean.asm9.FieldVisitor;
import org.apache.xbean.asm9.Handle;
import org.apache.xbean.asm9.MethodVisitor;
import org.apache.xbean.asm9.Opcodes;
import org.apache.xbean.asm9.Type;
import org.apache.xbean.asm9.commons.ClassRemapper;
import org.apache.xbean.asm9.commons.Remapper;
import org.jspecify.annotations.Nullable;
import org.mipp.spark.parcel.CellReach.Code;

/** Reads from byte code what a method calls, makes and reads. */
final class CodeReader extends ClassVisitor {

    private static final int FLAGS = ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES;

    private final Code wanted;
    private final CellReach reach;

    private CodeReader(Code wanted, CellReach reach) {
        super(Opcodes.ASM9);
        this.wanted = wanted;
        this.reach = reach;
    }

    /** Notes what a method, or all methods of a class, can reach. */
    static void read(ClassReader file, Code wanted, CellReach reach) {
        file.accept(new CodeReader(wanted, reach), FLAGS);
    }

    /** The classes that a class names. */
    static Set<String> names(ClassReader file) {
        Set<String> names = new HashSet<>();
        Remapper noting = new Remapper() {
            @Override
            public String map(String internalName) {
                names.add(internalName);
                return internalName;
            }
        };
        file.accept(new ClassRemapper(new ClassVisitor(Opcodes.ASM9) {}, noting), FLAGS);
        return names;
    }

    @Override
    public void visit(
            int version,
            int access,
            String name,
            @Nullable String signature,
            @Nullable String parent,
            String @Nullable [] interfaces) {
        if (wanted.name() == null && parent != null) {
            reach.add(new Code(parent, null, null));
        }
        for (String one : wanted.name() == null && interfaces != null ? interfaces : new String[0]) {
            reach.add(new Code(one, null, null));
        }
    }

    /** Static fields of a class that a cell declares; final ones are made by its own code. */
    @Override
    public @Nullable FieldVisitor visitField(
            int access, String name, String descriptor, @Nullable String signature, @Nullable Object value) {
        if (wanted.name() == null && (access & Opcodes.ACC_STATIC) != 0 && (access & Opcodes.ACC_FINAL) == 0) {
            reach.variable(wanted.owner(), name);
        }
        return null;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        boolean read = wanted.name() == null || wanted.name().equals(name) && descriptor.equals(wanted.descriptor());
        return read ? new Body() : null;
    }

    /** The instructions of a method. */
    private final class Body extends MethodVisitor {

        Body() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            boolean constant = opcode == Opcodes.GETFIELD || opcode == Opcodes.PUTFIELD;
            if (!constant && CellBytes.isCell(owner) && CellBytes.isSnippet(owner)) {
                reach.variable(owner, name);
            }
            reach.add(new Code(owner, null, null));
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            reach.add(new Code(owner, name, descriptor));
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            reach.add(new Code(Type.getObjectType(type).getInternalName(), null, null));
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            for (Object argument : arguments) {
                if (argument instanceof Handle handle) {
                    reach.add(new Code(handle.getOwner(), handle.getName(), handle.getDesc()));
                }
            }
        }
    }
}
