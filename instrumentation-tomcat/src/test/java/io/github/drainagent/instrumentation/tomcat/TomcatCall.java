package io.github.drainagent.instrumentation.tomcat;

import io.github.drainagent.instrumentation.testing.Call;
import java.io.IOException;
import java.lang.reflect.Method;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.StubMethod;
import net.bytebuddy.matcher.ElementMatchers;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;

/** A request and its response, in a valve. */
final class TomcatCall implements Call {

  private final Request request;
  private final Response response;

  TomcatCall(Request request, Response response) {
    this.request = request;
    this.response = response;
  }

  @Override
  public String path() {
    return request.getRequestURI();
  }

  @Override
  public String body() throws Exception {
    sayContinue();
    StringBuilder text = new StringBuilder();
    for (int c = request.getReader().read(); c >= 0; c = request.getReader().read()) {
      text.append((char) c);
    }
    return text.toString();
  }

  /** What Tomcat does before a servlet, which is later than a valve. */
  private void sayContinue() throws ReflectiveOperationException {
    for (Method method : Response.class.getMethods()) {
      if (method.getName().equals("sendAcknowledgement")) {
        Class<?>[] when = method.getParameterTypes();
        method.invoke(
            response,
            when.length == 0 ? new Object[0] : new Object[] {when[0].getField("ALWAYS").get(null)});
      }
    }
  }

  @Override
  public void type(String type) {
    response.setContentType(type);
  }

  @Override
  public void header(String name, String value) {
    response.setHeader(name, value);
  }

  @Override
  public void write(String text) throws IOException {
    TomcatServer.out(response).write(text.getBytes("ISO-8859-1"));
    response.flushBuffer();
  }

  @Override
  public void end(String text) throws IOException {
    if (!response.isCommitted()) {
      response.setContentLength(text.length());
    }
    TomcatServer.out(response).write(text.getBytes("ISO-8859-1"));
  }

  @Override
  public void nothing() {
    response.setStatus(204);
  }

  @Override
  public void upgrade() throws Exception {
    request.getClass().getMethod("upgrade", Class.class).invoke(request, handler());
  }

  /** One for each request, javax or jakarta; nothing can be compiled against both. */
  private static Class<?> handler() throws ClassNotFoundException {
    String api = TomcatServer.isBefore("10.0.0") ? "javax" : "jakarta";
    return new ByteBuddy()
        .subclass(Object.class)
        .name("io.github.drainagent.instrumentation.tomcat.NoProtocol" + System.nanoTime())
        .implement(Class.forName(api + ".servlet.http.HttpUpgradeHandler"))
        .method(ElementMatchers.isAbstract())
        .intercept(StubMethod.INSTANCE)
        .make()
        .load(TomcatCall.class.getClassLoader(), ClassLoadingStrategy.Default.WRAPPER)
        .getLoaded();
  }
}
