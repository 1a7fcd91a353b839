package org.royaltyledger.api.access;

/** The password that a form wants from now on; nothing prints it. */
record NewPassword(String text) {

  @Override
  public String toString() {
    return "a new password";
  }
}
