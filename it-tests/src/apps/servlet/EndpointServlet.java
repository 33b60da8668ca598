package io.github.drainagent.it.app;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The endpoints as one servlet: on the container's thread, and /async through an AsyncContext. */
public final class EndpointServlet extends HttpServlet {
  private final transient ExecutorService pool = Executors.newCachedThreadPool();

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Target target =
        new Target(request.getMethod(), request.getRequestURI() + "?" + request.getQueryString());
    if (target.path.equals("/async")) {
      AsyncContext context = request.startAsync();
      context.setTimeout(0);
      pool.execute(() -> answerAndComplete(target, request, response, context));
    } else {
      answer(target, request, response);
    }
  }

  private static void answerAndComplete(
      Target target,
      HttpServletRequest request,
      HttpServletResponse response,
      AsyncContext context) {
    try {
      answer(target, request, response);
    } catch (IOException clientGone) {
      // nobody is left to tell
    }
    context.complete();
  }

  private static void answer(
      Target target, HttpServletRequest request, HttpServletResponse response) throws IOException {
    long bodyLength = Bodies.count(target, request.getInputStream());
    Endpoints.blocking(target, bodyLength, new ServletReply(response));
  }

  private static final class ServletReply implements Reply {
    private final HttpServletResponse response;
    private final OutputStream out;

    ServletReply(HttpServletResponse response) throws IOException {
      this.response = response;
      this.out = response.getOutputStream();
    }

    @Override
    public void whole(int status, String text) throws IOException {
      response.setStatus(status);
      response.setContentLength(text.length());
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void chunk(String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    }

    @Override
    public void end() throws IOException {
      out.close();
    }
  }
}
