package io.github.drainagent;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Collection;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/**
 * What {@link FakeJar} calls Boot. It sees the boot loader only, and says what happened through a
 * property.
 */
public final class FakeEngine
    implements BiFunction<Instrumentation, Map<String, String>, ClassFileTransformer>,
        BiConsumer<Collection<String>, Runnable>,
        Runnable,
        ClassFileTransformer {

  @Override
  public ClassFileTransformer apply(Instrumentation on, Map<String, String> given) {
    String argument = given.get("argument");
    say(
        "start "
            + argument
            + " ["
            + given.get("families")
            + "] "
            + given.get("version")
            + " "
            + given.get("remark"));
    if ("fail".equals(argument)) {
      throw new IllegalStateException("no engine");
    }
    while ("slow".equals(argument) && System.getProperty("fake.engine.go") == null) {
      Thread.yield();
    }
    return "stand-down".equals(argument) ? null : this;
  }

  @Override
  public void accept(Collection<String> missed, Runnable whenJdkIsWoven) {
    boolean isStuck = System.getProperty("fake.engine.stuck") != null;
    if (isStuck) {
      whenJdkIsWoven.run();
    }
    while (System.getProperty("fake.engine.stuck") != null) {
      Thread.yield();
    }
    say("lookBack" + missed);
    if (!isStuck) {
      whenJdkIsWoven.run(); // last, so that nobody goes on before that is said
    }
  }

  @Override
  public void run() {
    say("begin");
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
