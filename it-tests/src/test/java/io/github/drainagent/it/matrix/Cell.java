package io.github.drainagent.it.matrix;

/**
 * One thing measured once.
 *
 * @param text for the table: a word or two, without commas
 * @param isGood whether it is as it should be
 */
record Cell(String text, boolean isGood) {
  static Cell yesOr(boolean isGood, String otherwise) {
    return new Cell(isGood ? "yes" : otherwise, isGood);
  }
}
