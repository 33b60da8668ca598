package io.github.drainagent.instrumentation.jetty;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.engine.spi.Weave;
import net.bytebuddy.description.type.TypeDescription;
import org.junit.jupiter.api.Test;

class JettyMembersTest {

  @Test
  void everyRequiredMemberExistsInTheVersionAtHand() throws Exception {
    for (Weave weave : new JettyFamily().weaves()) {
      if (weave.required) {
        assertTrue(
            describe(weave.type).getDeclaredMethods().stream()
                .anyMatch(method -> Woven.methods(weave).matches(method)),
            weave.type + "#" + weave.method);
      }
    }
    for (String member : new JettyFamily().members()) {
      String[] parts = member.split("#");
      TypeDescription type = describe(parts[0]);
      assertTrue(
          type.getDeclaredFields().stream().anyMatch(f -> f.getName().equals(parts[1]))
              || type.getDeclaredMethods().stream()
                  .anyMatch(m -> (m.getName() + m.getDescriptor()).equals(parts[1])),
          member);
    }
  }

  @Test
  void completeStreamIsInOneOfItsTwoPlaces() throws Exception {
    long places = 0;
    for (Weave weave : new JettyFamily().weaves()) {
      if (!weave.required) {
        places +=
            describe(weave.type).getDeclaredMethods().stream()
                .filter(method -> Woven.methods(weave).matches(method))
                .count();
      }
    }
    assertTrue(places == 1, places + " places");
  }

  private static TypeDescription describe(String type) throws ClassNotFoundException {
    return TypeDescription.ForLoadedType.of(
        Class.forName(type, false, JettyMembersTest.class.getClassLoader()));
  }
}
