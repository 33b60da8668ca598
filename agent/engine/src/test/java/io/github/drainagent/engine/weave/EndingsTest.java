package io.github.drainagent.engine.weave;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class EndingsTest {

  private final Endings endings = new Endings();

  @Test
  void aNameThatWasAddedIsFoundInAnyPackageAndInEitherSpelling() {
    endings.add("org.acme.Server");
    assertTrue(endings.maybeOf("org.acme.Server"));
    assertTrue(endings.maybeOf("org/acme/Server"));
    assertTrue(endings.maybeOf("com/example/shaded/org/acme/Server"));
  }

  @Test
  void othersAreSentOn() {
    assertFalse(endings.maybeOf("org.acme.Server"));
    endings.add("org.acme.Server");
    assertFalse(endings.maybeOf("org.acme.Client"));
    assertFalse(endings.maybeOf("org.acme.Servlet"));
  }

  @Test
  void aNameMayBeAsShortAsObfuscatorsMakeIt() {
    endings.add("a");
    assertTrue(endings.maybeOf("a"));
    assertFalse(endings.maybeOf("b"));
    assertFalse(endings.maybeOf(""));
  }
}
