package io.github.drainagent.instrumentation.httpserver;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.engine.spi.Weave;
import java.util.Arrays;
import net.bytebuddy.description.type.TypeDescription;
import org.junit.jupiter.api.Test;

class HttpServerMembersTest {

  @Test
  void everyMemberExistsInTheVersionAtHand() throws Exception {
    for (Weave weave : new HttpServerFamily().weaves()) {
      assertTrue(
          describe(weave.type).getDeclaredMethods().stream()
              .anyMatch(method -> Woven.methods(weave).matches(method)),
          weave.type + "#" + weave.method);
    }
    for (String member : new HttpServerFamily().members()) {
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
  void theNamesAreTheRightOnes() throws Exception {
    Class<?> adapter = Class.forName(new HttpServerFamily().adapter());
    assertTrue(
        Arrays.stream(adapter.getInterfaces())
            .anyMatch(i -> i.getSimpleName().equals("Connector")));
  }

  private static TypeDescription describe(String type) throws ClassNotFoundException {
    return TypeDescription.ForLoadedType.of(
        Class.forName(type, false, HttpServerMembersTest.class.getClassLoader()));
  }
}
