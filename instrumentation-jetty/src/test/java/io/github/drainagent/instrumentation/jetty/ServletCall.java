package io.github.drainagent.instrumentation.jetty;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.eclipse.jetty.io.Connection;

/**
 * In the API of servlets, javax or jakarta: the same methods under two names, so they are called by
 * name.
 */
final class ServletCall implements JettyCall {

  private final Object request;
  private final Object response;
  private volatile Object async;

  private ServletCall(Object request, Object response) {
    this.request = request;
    this.response = response;
  }

  /** A servlet; what nobody answers is a 404 of its own. */
  static Object servlet(Class<?> type, JettyServer.Answers answers) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) -> {
          if (method.getName().equals("service")) {
            ServletCall call = new ServletCall(arguments[0], arguments[1]);
            JettyServer.Answer answer = answers.of(call.path());
            if (answer == null) {
              invoke(call.response, "sendError", 404);
            } else {
              answer.to(call);
            }
          }
          return null;
        });
  }

  @Override
  public String path() throws Exception {
    return (String) invoke(request, "getServletPath");
  }

  @Override
  public void status(int status) throws Exception {
    invoke(response, "setStatus", status);
  }

  @Override
  public void header(String name, String value) throws Exception {
    invoke(response, "setHeader", name, value);
  }

  @Override
  public String body() throws Exception {
    InputStream in = (InputStream) invoke(request, "getInputStream");
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0; b = in.read()) {
      all.write(b);
    }
    return all.toString("ISO-8859-1");
  }

  @Override
  public void write(String text) throws Exception {
    OutputStream out = out();
    out.write(text.getBytes("ISO-8859-1"));
    out.flush();
  }

  @Override
  public void end(String text) throws Exception {
    if (!((Boolean) invoke(response, "isCommitted"))) {
      invoke(response, "setContentLength", text.length());
    }
    OutputStream out = out();
    out.write(text.getBytes("ISO-8859-1"));
    out.close();
  }

  private OutputStream out() throws Exception {
    return (OutputStream) invoke(response, "getOutputStream");
  }

  @Override
  public void detach() throws Exception {
    detach(0);
  }

  /**
   * @param timeout milliseconds until the server gives up; 0 for ever
   */
  void detach(long timeout) throws Exception {
    async = invoke(request, "startAsync");
    invoke(async, "setTimeout", timeout);
  }

  @Override
  public void complete() throws Exception {
    invoke(async, "complete");
  }

  /** Goes on with another answer, on a thread of the server. */
  void dispatch(String path) throws Exception {
    invoke(async, "dispatch", path);
  }

  @Override
  public void upgrade() throws Exception {
    Connection connection = Chat.instead();
    for (String owner : new String[] {"HttpConnection", "HttpTransport", "HttpStream"}) {
      invoke(request, "setAttribute", "org.eclipse.jetty.server." + owner + ".UPGRADE", connection);
    }
    status(101);
    header("Upgrade", "chat");
    header("Connection", "Upgrade");
  }

  /** The first method of that name which takes the arguments, found in a public type. */
  private static Object invoke(Object on, String name, Object... arguments) throws Exception {
    for (Class<?> type = on.getClass(); type != null; type = type.getSuperclass()) {
      for (Class<?> face : type.getInterfaces()) {
        for (Method method : face.getMethods()) {
          if (method.getName().equals(name) && takes(method, arguments)) {
            return invoke(method, on, arguments);
          }
        }
      }
    }
    throw new NoSuchMethodException(name);
  }

  private static Object invoke(Method method, Object on, Object... arguments) throws Exception {
    try {
      return method.invoke(on, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception
          ? (Exception) e.getCause()
          : new IOException(e.getCause());
    }
  }

  private static boolean takes(Method method, Object... arguments) {
    Class<?>[] types = method.getParameterTypes();
    boolean takes = types.length == arguments.length;
    for (int i = 0; takes && i < types.length; i++) {
      Object a = arguments[i];
      takes =
          types[i].isInstance(a)
              || (types[i] == int.class && a instanceof Integer)
              || (types[i] == long.class && a instanceof Long);
    }
    return takes;
  }
}
