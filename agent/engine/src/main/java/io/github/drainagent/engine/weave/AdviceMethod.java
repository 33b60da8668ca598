package io.github.drainagent.engine.weave;

import io.github.drainagent.engine.spi.Advice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** A method of an advice class: what it is told, and when it runs. */
final class AdviceMethod {

  static final String DISPATCHER = "java/lang/DrainDispatcher";

  /** What a parameter stands for: one of the annotations in {@link Advice}. */
  static final class Parameter {
    final String kind;
    int argument;
    String field = "";
    boolean readOnly = true;

    Parameter(String kind) {
      this.kind = kind;
    }

    /** What is assigned to one has to be cast, and a field may be one that can't be read. */
    boolean isSafe() {
      return readOnly && field.isEmpty();
    }

    boolean is(Class<?> annotation) {
      return kind.equals(Type.getDescriptor(annotation));
    }
  }

  final byte[] classFile;
  final String name;
  final String descriptor;
  final Parameter[] parameters;
  String kind = "";

  /** Of {@code onThrowable} or {@code skips}. */
  boolean flag;

  /**
   * Whether nothing in it can throw: of methods it calls the dispatcher's alone, which never do.
   */
  boolean isSafe = true;

  int maxStack;
  int maxLocals;

  private AdviceMethod(byte[] classFile, String name, String descriptor) {
    this.classFile = classFile;
    this.name = name;
    this.descriptor = descriptor;
    parameters = new Parameter[Type.getArgumentTypes(descriptor).length];
  }

  Type returnType() {
    return Type.getReturnType(descriptor);
  }

  /** All of an advice class: the one for the entry, the one for the exit, or both. */
  static List<AdviceMethod> in(byte[] classFile) {
    List<AdviceMethod> found = new ArrayList<>();
    ClassFile.reader(classFile)
        .accept(
            new ClassVisitor(ClassFile.API) {
              @Override
              public MethodVisitor visitMethod(
                  int access,
                  String name,
                  String descriptor,
                  @Nullable String signature,
                  String @Nullable [] exceptions) {
                return new AdviceMethod(classFile, name, descriptor).new Reader(found);
              }
            },
            ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return found;
  }

  static @Nullable AdviceMethod find(List<AdviceMethod> methods, Class<?> kind) {
    for (AdviceMethod method : methods) {
      if (method.kind.equals(Type.getDescriptor(kind))) {
        return method;
      }
    }
    return null;
  }

  private final class Reader extends MethodVisitor {

    private final List<AdviceMethod> found;

    /**
     * @param found where it goes if it is advice
     */
    Reader(List<AdviceMethod> found) {
      super(ClassFile.API);
      this.found = found;
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
      if (!annotation.equals(Type.getDescriptor(Advice.OnMethodEnter.class))
          && !annotation.equals(Type.getDescriptor(Advice.OnMethodExit.class))) {
        return null;
      }
      kind = annotation;
      found.add(AdviceMethod.this);
      return new AnnotationVisitor(ClassFile.API) {
        @Override
        public void visit(String name, Object value) {
          flag = (Boolean) value;
        }
      };
    }

    @Override
    public @Nullable AnnotationVisitor visitParameterAnnotation(
        int index, String annotation, boolean visible) {
      if (!annotation.startsWith(Type.getInternalName(Advice.class) + "$", 1)) {
        return null;
      }
      Parameter parameter = new Parameter(annotation);
      parameters[index] = parameter;
      return new AnnotationVisitor(ClassFile.API) {
        @Override
        public void visit(String name, Object value) {
          if (value instanceof Integer) {
            parameter.argument = (Integer) value;
          } else if (value instanceof String) {
            parameter.field = (String) value;
          } else {
            parameter.readOnly = (Boolean) value;
          }
        }
      };
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String method, String type, boolean ofInterface) {
      isSafe &= owner.equals(DISPATCHER);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String field, String type) {
      isSafe &= owner.equals(DISPATCHER);
    }

    @Override
    public void visitInsn(int opcode) {
      isSafe &= opcode <= Opcodes.DCONST_1 || opcode >= Opcodes.LCMP && opcode <= Opcodes.RETURN;
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
      isSafe = false;
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
      isSafe &= opcode != Opcodes.NEWARRAY;
    }

    @Override
    public void visitLdcInsn(Object value) {
      isSafe &= value instanceof Number || value instanceof String;
    }

    @Override
    public void visitInvokeDynamicInsn(
        String method, String type, Handle bootstrap, Object... arguments) {
      isSafe = false;
    }

    @Override
    public void visitMultiANewArrayInsn(String type, int dimensions) {
      isSafe = false;
    }

    @Override
    public void visitMaxs(int stack, int locals) {
      maxStack = stack;
      maxLocals = locals;
      for (Parameter parameter : parameters) {
        isSafe &= parameter != null && parameter.isSafe();
      }
    }
  }
}
