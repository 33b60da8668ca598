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
    assertTrue(Switch.isOn(null));
    assertTrue(Switch.isOn(""));
    assertTrue(Switch.isOn("timeout=5s"));
    assertTrue(Switch.isOn("enabled=true"));
    assertFalse(Switch.isOn("enabled=false"));
  }

  @Test
  void theSwitchIsFoundAnywhereInTheArgument() {
    assertFalse(Switch.isOn("timeout=5s, enabled=false ,delay=1s"));
    assertTrue(Switch.isOn("timeout=enabled=false"));
    assertTrue(Switch.isOn("reenabled=false"));
  }

  @Test
  void theArgumentComesBeforeTheProperty() {
    System.setProperty("drain.enabled", "false");
    assertFalse(Switch.isOn(null));
    assertTrue(Switch.isOn("enabled=true"));
    System.setProperty("drain.enabled", "true");
    assertFalse(Switch.isOn("enabled=false"));
  }

  @Test
  void aBadValueIsNoAnswerAndTheNextSourceCounts() {
    assertTrue(Switch.isOn("enabled=no"));
    System.setProperty("drain.enabled", "false");
    assertFalse(Switch.isOn("enabled=no"));
  }
}
