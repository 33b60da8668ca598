package io.github.drainagent.instrumentation.netty;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.engine.spi.ServerFamily;
import io.github.drainagent.engine.spi.Weave;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import net.bytebuddy.description.type.TypeDescription;
import org.junit.jupiter.api.Test;

class NettyMembersTest {

  @Test
  void everyMemberExistsInTheVersionAtHand() throws Exception {
    for (Weave weave : required(new NettyFamily())) {
      assertTrue(
          describe(weave.type).getDeclaredMethods().stream()
              .anyMatch(method -> Woven.methods(weave).matches(method)),
          weave.type + "#" + weave.method);
    }
    for (String member : new NettyFamily().members()) {
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
    Class<?> adapter = Class.forName(new NettyFamily().adapter());
    assertTrue(
        Arrays.stream(adapter.getInterfaces())
            .anyMatch(i -> i.getSimpleName().equals("Connector")));
  }

  private static List<Weave> required(ServerFamily family) {
    return family.weaves().stream().filter(weave -> weave.required).collect(Collectors.toList());
  }

  private static TypeDescription describe(String type) throws ClassNotFoundException {
    return TypeDescription.ForLoadedType.of(
        Class.forName(type, false, NettyMembersTest.class.getClassLoader()));
  }
}
