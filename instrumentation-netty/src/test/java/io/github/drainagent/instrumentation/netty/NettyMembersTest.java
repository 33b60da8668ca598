package io.github.drainagent.instrumentation.netty;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.engine.spi.ServerFamily;
import io.github.drainagent.instrumentation.testing.RequiredMembers;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("every-version")
class NettyMembersTest {

  @Test
  void everyRequiredMemberExistsInTheVersionAtHand() {
    RequiredMembers.allExist(new NettyFamily());
    RequiredMembers.allExist(new NettyAcceptFamily());
  }

  @Test
  void theAdapterCanBeMadeWhereThereIsNoHttp2() throws Exception {
    canBeMade(new NettyFamily(), "io.netty.handler.codec.http2.");
  }

  @Test
  void thatOfListenersCanBeMadeWhereThereIsNoCodec() throws Exception {
    canBeMade(new NettyAcceptFamily(), "io.netty.handler.");
  }

  private static void canBeMade(ServerFamily family, String without) throws Exception {
    try (Without loader = new Without(without)) {
      Class<?> adapter = Class.forName(family.adapter(), true, loader);
      assertSame(loader, adapter.getClassLoader());
      adapter.getConstructor().newInstance();
    }
  }

  private static final class Without extends URLClassLoader {

    private final String missing;

    Without(String missing) throws MalformedURLException {
      super(classPath(), null);
      this.missing = missing;
    }

    private static URL[] classPath() throws MalformedURLException {
      String[] paths = System.getProperty("java.class.path").split(File.pathSeparator);
      URL[] urls = new URL[paths.length];
      for (int i = 0; i < paths.length; i++) {
        urls[i] = new File(paths[i]).toURI().toURL();
      }
      return urls;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith(missing)) {
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }
  }

  @Test
  void theNamesAreTheRightOnes() throws Exception {
    Class<?> adapter = Class.forName(new NettyFamily().adapter());
    assertTrue(
        Arrays.stream(adapter.getInterfaces())
            .anyMatch(i -> i.getSimpleName().equals("Connector")));
  }
}
