package io.github.drainagent;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The constants of a class file (JVMS 4.4): what it refers to, and whether it is dynamic. */
final class ConstantPool {

  private static final int UTF8 = 1;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;
  private static final int DYNAMIC = 17;
  private static final int INVOKE_DYNAMIC = 18;

  private final int version;
  private final List<String> texts = new ArrayList<>();
  private boolean dynamic;

  ConstantPool(byte[] classFile) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
    if (in.readInt() != 0xCAFEBABE) {
      throw new IOException("no class file");
    }
    in.readUnsignedShort();
    version = in.readUnsignedShort();
    int count = in.readUnsignedShort();
    for (int i = 1; i < count; i++) {
      int tag = in.readUnsignedByte();
      dynamic |= tag == DYNAMIC || tag == INVOKE_DYNAMIC;
      if (tag == UTF8) {
        texts.add(in.readUTF());
      } else {
        in.readFully(new byte[length(tag)]);
      }
      if (tag == LONG || tag == DOUBLE) {
        i++; // they take two places
      }
    }
  }

  private static int length(int tag) throws IOException {
    switch (tag) {
      case LONG:
      case DOUBLE:
        return 8;
      case 3: // int
      case 4: // float
      case 9: // field
      case 10: // method
      case 11: // interface method
      case 12: // name and type
      case DYNAMIC:
      case INVOKE_DYNAMIC:
        return 4;
      case 15: // method handle
        return 3;
      case 7: // class
      case 8: // string
      case 16: // method type
      case 19: // module
      case 20: // package
        return 2;
      default:
        throw new IOException("constant of kind " + tag);
    }
  }

  int version() {
    return version;
  }

  List<String> texts() {
    return texts;
  }

  boolean isDynamic() {
    return dynamic;
  }
}
