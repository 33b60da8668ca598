package io.github.drainagent.prove.report;

import java.util.Locale;

/** Writes JSON (RFC 8259), nothing more. */
final class Json {

  private final StringBuilder text = new StringBuilder();
  private boolean first = true;

  Json object(String key) {
    return key(key).open('{');
  }

  Json object() {
    return separate().open('{');
  }

  Json array(String key) {
    return key(key).open('[');
  }

  private Json open(char bracket) {
    text.append(bracket);
    first = true;
    return this;
  }

  Json endObject() {
    return close('}');
  }

  Json endArray() {
    return close(']');
  }

  private Json close(char bracket) {
    text.append(bracket);
    first = false;
    return this;
  }

  Json put(String key, String value) {
    key(key);
    quote(value);
    return this;
  }

  Json put(String key, long value) {
    key(key).text.append(value);
    return this;
  }

  Json put(String key, boolean value) {
    key(key).text.append(value);
    return this;
  }

  /** Milliseconds to the microsecond. */
  Json putMillis(String key, long nanos) {
    key(key).text.append(String.format(Locale.ROOT, "%.3f", nanos / 1e6));
    return this;
  }

  Json putNull(String key) {
    key(key).text.append("null");
    return this;
  }

  Json add(String value) {
    separate();
    quote(value);
    return this;
  }

  private Json key(String key) {
    separate();
    quote(key);
    text.append(':');
    return this;
  }

  private Json separate() {
    if (!first) {
      text.append(',');
    }
    first = false;
    return this;
  }

  private void quote(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ') {
        text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
