package io.github.drainagent;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.List;

/**
 * What {@link FakeJar} calls Boot. It sees the boot loader only, and says what happened through a
 * property.
 */
public final class FakeEngine implements ClassFileTransformer {
  public static ClassFileTransformer start(
      Instrumentation on, String argument, List<String> families, String version, String remark) {
    say("start " + argument + " " + families + " " + version + " " + remark);
    if ("fail".equals(argument)) {
      throw new IllegalStateException("no engine");
    }
    return "stand-down".equals(argument) ? null : new FakeEngine();
  }

  public static void lookBack(Instrumentation on, ClassFileTransformer transformer) {
    say("lookBack");
  }

  @Override
  public byte[] transform(
      ClassLoader loader, String name, Class<?> type, ProtectionDomain domain, byte[] bytes) {
    if (name.contains("Broken")) {
      throw new IllegalStateException("broken transformer");
    }
    return new byte[] {2};
  }

  private static void say(String what) {
    System.setProperty("fake.engine", System.getProperty("fake.engine", "").concat(what + ";"));
  }
}
