package io.github.drainagent.it.app;

/** What a request asks for: method, path and the numbers of its query. */
final class Target {
  final String method;
  final String path;
  private final String query;

  Target(String method, String pathAndQuery) {
    int mark = pathAndQuery.indexOf('?');
    this.method = method;
    this.path = mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark);
    this.query = mark < 0 ? "" : pathAndQuery.substring(mark + 1);
  }

  boolean isHead() {
    return method.equals("HEAD");
  }

  int number(String key, int otherwise) {
    for (String pair : query.split("&", -1)) {
      if (pair.startsWith(key + "=")) {
        return Integer.parseInt(pair.substring(key.length() + 1));
      }
    }
    return otherwise;
  }
}
