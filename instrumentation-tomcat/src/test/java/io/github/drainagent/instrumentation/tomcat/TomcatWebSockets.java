package io.github.drainagent.instrumentation.tomcat;

import java.io.Closeable;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.MethodDelegation;
import net.bytebuddy.implementation.bind.annotation.Argument;
import net.bytebuddy.matcher.ElementMatchers;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/** A Tomcat that answers messages at {@code /ws}. Its API is called by name: it has two names. */
public final class TomcatWebSockets implements Closeable {

  private static final Logger LOG = Logger.getLogger("org.apache");

  private static final String API =
      (TomcatServer.isBefore("10.0.0") ? "javax" : "jakarta") + ".websocket.";

  /** What a message is answered with. */
  private static volatile UnaryOperator<String> answer = UnaryOperator.identity();

  final int port;
  private final Tomcat server = new Tomcat();

  TomcatWebSockets(String protocol) {
    LOG.setLevel(Level.WARNING);
    answer = UnaryOperator.identity();
    try {
      Path base = Files.createTempDirectory("tomcat");
      base.toFile().deleteOnExit();
      server.setBaseDir(base.toString());
      Connector connector =
          new Connector("org.apache.coyote.http11.Http11" + protocol + "Protocol");
      connector.setPort(0);
      server.getService().addConnector(connector);
      Context context = server.addContext("", base.toString());
      Wrapper files =
          Tomcat.addServlet(context, "files", "org.apache.catalina.servlets.DefaultServlet");
      files.addMapping("/");
      method(context.getClass(), "addServletContainerInitializer")
          .invoke(context, sci().getConstructor().newInstance(), null);
      server.start();
      Object container =
          TomcatServer.call(context, "getServletContext")
              .getClass()
              .getMethod("getAttribute", String.class)
              .invoke(
                  TomcatServer.call(context, "getServletContext"), API + "server.ServerContainer");
      method(
              container.getClass(),
              "addEndpoint",
              Class.forName(API + "server.ServerEndpointConfig"))
          .invoke(container, endpoint());
      port = connector.getLocalPort();
    } catch (IOException | LifecycleException | ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Class<?> sci() throws ClassNotFoundException {
    return Class.forName("org.apache.tomcat.websocket.server.WsSci");
  }

  /** One with these parameters, or the only one where none are given. */
  private static Method method(Class<?> type, String name, Class<?>... parameters) {
    return Arrays.stream(type.getMethods())
        .filter(method -> method.getName().equals(name) && !method.isBridge())
        .filter(
            method ->
                parameters.length == 0 || Arrays.equals(method.getParameterTypes(), parameters))
        .findFirst()
        .orElseThrow(AssertionError::new);
  }

  private static Object endpoint() throws ReflectiveOperationException {
    Class<?> type =
        new ByteBuddy()
            .subclass(Class.forName(API + "Endpoint"))
            .name("io.github.drainagent.instrumentation.tomcat.Answering" + System.nanoTime())
            .method(ElementMatchers.named("onOpen"))
            .intercept(MethodDelegation.to(Opened.class))
            .make()
            .load(TomcatWebSockets.class.getClassLoader(), ClassLoadingStrategy.Default.WRAPPER)
            .getLoaded();
    Class<?> builder = Class.forName(API + "server.ServerEndpointConfig$Builder");
    Object made = builder.getMethod("create", Class.class, String.class).invoke(null, type, "/ws");
    return builder.getMethod("build").invoke(made);
  }

  TomcatWebSockets answering(UnaryOperator<String> with) {
    answer = with;
    return this;
  }

  @Override
  public void close() {
    try {
      server.stop();
      server.destroy();
    } catch (LifecycleException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Called for each session. */
  public static final class Opened {

    public static void opened(@Argument(0) Object session) throws ReflectiveOperationException {
      Class<?> whole = Class.forName(API + "MessageHandler$Whole");
      Object handler =
          Proxy.newProxyInstance(
              whole.getClassLoader(),
              new Class<?>[] {whole},
              (self, method, arguments) ->
                  method.getName().equals("onMessage")
                      ? send(session, answer.apply((String) arguments[0]))
                      : method.getName().equals("hashCode") ? 0 : self == arguments[0]);
      Class.forName(API + "Session")
          .getMethod("addMessageHandler", Class.class, whole)
          .invoke(session, String.class, handler);
    }

    private static Object send(Object session, String text) throws ReflectiveOperationException {
      Object remote = Class.forName(API + "Session").getMethod("getBasicRemote").invoke(session);
      Class.forName(API + "RemoteEndpoint$Basic")
          .getMethod("sendText", String.class)
          .invoke(remote, text);
      return null;
    }

    private Opened() {}
  }
}
