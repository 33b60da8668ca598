package io.github.drainagent;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdkToolTest {

  private static final String[] KEYS = {
    "jdk.module.main", "jdk.module.main.class", "sun.java.command", "java.specification.version"
  };

  private final Map<String, String> before = new HashMap<>();

  @BeforeEach
  void forget() {
    for (String key : KEYS) {
      before.put(key, System.clearProperty(key));
    }
  }

  @AfterEach
  void restore() {
    forget(KEYS);
  }

  private void forget(String... keys) {
    for (String key : keys) {
      System.clearProperty(key);
      if (before.get(key) != null) {
        System.setProperty(key, before.get(key));
      }
    }
  }

  private static boolean isTool(String key, String value) {
    System.setProperty(key, value);
    try {
      return JdkTool.isRunning();
    } finally {
      System.clearProperty(key);
    }
  }

  @Test
  void aToolIsKnownByItsModule() {
    assertTrue(isTool("jdk.module.main", "jdk.compiler"));
    assertTrue(isTool("jdk.module.main", "jdk.jcmd"));
    assertTrue(isTool("jdk.module.main", "java.base")); // keytool
  }

  @Test
  void onJava8AToolIsKnownByItsCommand() {
    System.setProperty("java.specification.version", "1.8");
    assertTrue(isTool("sun.java.command", "sun.tools.jps.Jps -l"));
    assertTrue(isTool("sun.java.command", "com.sun.tools.javac.Main A.java"));
    assertFalse(isTool("sun.java.command", "org.example.sun.Main"));
    assertFalse(isTool("sun.java.command", "sun.example.jar"));
    assertFalse(isTool("sun.java.command", "com.sun.tools.app.jar --port 8080"));
  }

  @Test
  void laterAnApplicationMayHaveAMainClassInSuchAPackage() {
    System.setProperty("java.specification.version", "9");
    assertFalse(isTool("sun.java.command", "com.sun.tools.xjc.XJCFacade"));
  }

  @Test
  void anApplicationIsNoTool() {
    assertFalse(JdkTool.isRunning(), "a JVM that was not started by the launcher");
    assertFalse(isTool("jdk.module.main", "com.example.app"));
    assertFalse(isTool("jdk.module.main", "jdkish"));
    assertFalse(isTool("sun.java.command", "app.jar --port 8080"));
  }

  @Test
  void aProgramInOneSourceFileIsAnApplicationInsideTheCompiler() {
    System.setProperty("jdk.module.main", "jdk.compiler");
    assertFalse(isTool("jdk.module.main.class", "com.sun.tools.javac.launcher.Main"));
    assertFalse(isTool("jdk.module.main.class", "com.sun.tools.javac.launcher.SourceLauncher"));
    assertTrue(isTool("jdk.module.main.class", "com.sun.tools.javac.Main"));
  }
}
