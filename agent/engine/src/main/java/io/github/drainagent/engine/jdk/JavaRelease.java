package io.github.drainagent.engine.jdk;

/** Which Java this is: 8, 11, 17 ... */
public final class JavaRelease {

  private JavaRelease() {}

  /** That of this JVM; 0 where it does not say. */
  public static int current() {
    return of(System.getProperty("java.specification.version", "0"));
  }

  /**
   * The number in a version.
   *
   * @param version {@code 1.8} or {@code 11}, for example
   */
  public static int of(String version) {
    return Integer.parseInt(version.startsWith("1.") ? version.substring(2) : version);
  }
}
