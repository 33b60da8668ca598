package io.github.drainagent.instrumentation.undertow;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.engine.spi.Weave;
import net.bytebuddy.description.type.TypeDescription;
import org.junit.jupiter.api.Test;

class UndertowMembersTest {

  @Test
  void everyRequiredMemberExistsInTheVersionAtHand() throws Exception {
    for (Weave weave : new UndertowFamily().weaves()) {
      if (weave.required) {
        assertTrue(
            describe(weave.type).getDeclaredMethods().stream()
                .anyMatch(method -> Woven.methods(weave).matches(method)),
            weave.type + "#" + weave.method);
      }
    }
    for (String member : new UndertowFamily().members()) {
      String[] parts = member.split("#");
      TypeDescription type = describe(parts[0]);
      assertTrue(
          type.getDeclaredFields().stream().anyMatch(f -> f.getName().equals(parts[1]))
              || type.getDeclaredMethods().stream()
                  .anyMatch(m -> (m.getName() + m.getDescriptor()).equals(parts[1])),
          member);
    }
  }

  private static TypeDescription describe(String type) throws ClassNotFoundException {
    return TypeDescription.ForLoadedType.of(
        Class.forName(type, false, UndertowMembersTest.class.getClassLoader()));
  }
}
