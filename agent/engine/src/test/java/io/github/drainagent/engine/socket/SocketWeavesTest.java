package io.github.drainagent.engine.socket;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.engine.CodeSizes;
import io.github.drainagent.engine.jdk.JavaRelease;
import io.github.drainagent.engine.spi.Weave;
import io.github.drainagent.engine.weave.Transformer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** On the JDK that runs the tests. */
class SocketWeavesTest {

  private final Transformer transformer =
      new Transformer(SocketWeaves.all(), Collections.emptyList());

  @Test
  void noMethodGetsTooLongToBeInlined() throws IOException {
    for (Weave weave : SocketWeaves.all()) {
      String file = weave.type.replace('.', '/');
      byte[] plain = bytes(file);
      if (plain == null) {
        continue; // other JDKs have it
      }
      byte[] woven =
          requireNonNull(transformer.transform(null, file, null, null, plain), weave.type);
      Map<String, Integer> before = CodeSizes.of(plain);
      Map<String, Integer> after = CodeSizes.of(woven);
      assertEquals(before.keySet(), after.keySet());
      before.forEach(
          (method, size) ->
              assertTrue(
                  size > CodeSizes.INLINED || after.get(method) <= CodeSizes.INLINED,
                  () -> weave.type + "." + method + ": " + size + ", then " + after.get(method)));
    }
  }

  @Test
  void readsAreSeenAtTheirEndWhereTheyAreLongAndInPublicMethodsElsewhere() {
    for (String version : new String[] {"13", "17", "21", "24"}) {
      assertTrue(SocketWeaves.isReadLong(JavaRelease.of(version)), version);
    }
    for (String version : new String[] {"1.8", "11", "12", "25", "30"}) {
      assertFalse(SocketWeaves.isReadLong(JavaRelease.of(version)), version);
    }
  }

  private static byte @Nullable [] bytes(String file) throws IOException {
    try (InputStream in = ClassLoader.getSystemResourceAsStream(file + ".class")) {
      if (in == null) {
        return null;
      }
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (int b = in.read(); b >= 0; b = in.read()) {
        all.write(b);
      }
      return all.toByteArray();
    }
  }
}
