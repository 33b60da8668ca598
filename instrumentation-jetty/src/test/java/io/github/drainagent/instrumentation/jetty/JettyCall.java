package io.github.drainagent.instrumentation.jetty;

import io.github.drainagent.instrumentation.testing.Call;

/** What Jetty can besides. */
interface JettyCall extends Call {

  void status(int status) throws Exception;

  @Override
  void header(String name, String value) throws Exception;

  /** The response goes on after the handler has returned, until {@link #complete}. */
  void detach() throws Exception;

  /** The end of a detached one. */
  void complete() throws Exception;

  @Override
  default void nothing() throws Exception {
    status(204);
  }
}
