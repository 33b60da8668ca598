package io.github.drainagent;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SwitchTest {

  @BeforeEach
  @AfterEach
  void noProperty() {
    System.clearProperty("drain.enabled");
  }

  @Test
  void theAgentIsOnUnlessItIsSaidToBeOff() {
    assertTrue(Switch.isEnabled(null));
    assertTrue(Switch.isEnabled(""));
    assertTrue(Switch.isEnabled("timeout=5s"));
    assertTrue(Switch.isEnabled("enabled=true"));
    assertFalse(Switch.isEnabled("enabled=false"));
  }

  @Test
  void theSwitchIsFoundAnywhereInTheArgument() {
    assertFalse(Switch.isEnabled("timeout=5s, enabled=false ,delay=1s"));
    assertTrue(Switch.isEnabled("timeout=enabled=false"));
    assertTrue(Switch.isEnabled("reenabled=false"));
  }

  @Test
  void theArgumentComesBeforeTheProperty() {
    System.setProperty("drain.enabled", "false");
    assertFalse(Switch.isEnabled(null));
    assertTrue(Switch.isEnabled("enabled=true"));
    System.setProperty("drain.enabled", "true");
    assertFalse(Switch.isEnabled("enabled=false"));
  }

  @Test
  void aBadValueIsNoAnswerAndTheNextSourceCounts() {
    assertTrue(Switch.isEnabled("enabled=no"));
    System.setProperty("drain.enabled", "false");
    assertFalse(Switch.isEnabled("enabled=no"));
  }

  @Test
  void strictIsReadTheSameWayAndOffUnlessItIsSaid() {
    assertFalse(Switch.isStrict(null));
    assertFalse(Switch.isStrict("strict=yes"));
    assertTrue(Switch.isStrict("timeout=5s,strict=true"));
    assertTrue(Switch.isEnabled("strict=false"));
    System.setProperty("drain.strict", "true");
    try {
      assertTrue(Switch.isStrict(null));
      assertFalse(Switch.isStrict("strict=false"));
    } finally {
      System.clearProperty("drain.strict");
    }
  }
}
