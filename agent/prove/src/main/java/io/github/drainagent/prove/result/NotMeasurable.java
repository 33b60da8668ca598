package io.github.drainagent.prove.result;

/** Nothing can be said of the application. The message is a sentence for the user. */
public final class NotMeasurable extends Exception {

  private static final long serialVersionUID = 1;

  public NotMeasurable(String sentence) {
    super(sentence);
  }
}
