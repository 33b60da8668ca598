package example.woven;

/** Methods of every shape that advice may meet. */
public class Shapes {

  public int count;
  private final String text;

  public Shapes(String text, long number) {
    this.text = number > 0 ? text : "none";
  }

  public String text() {
    return text;
  }

  /** Uses its arguments' slots for something else, has branches, and returns in two places. */
  public long reused(long number, Object object) {
    for (int i = 0; i < 3; i++) {
      number += i;
      object = Integer.valueOf(i);
    }
    if (object instanceof String) {
      return -1;
    }
    return number;
  }

  public static int quotient(int a, int b) {
    try {
      return a / b;
    } catch (ArithmeticException e) {
      if (a < 0) {
        throw e;
      }
      return 0;
    }
  }

  /** Its code begins where it comes back to. */
  public int counted(boolean once) {
    while (true) {
      if (once || ++count >= 3) {
        return count;
      }
    }
  }

  public double skipped(int count) {
    this.count += count;
    return 1.5;
  }
}
