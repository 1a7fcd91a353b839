package org.royaltyledger.api.scenario;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A fresh store for each test, and at its end the question whether all money is accounted for. */
abstract class RunsTheProgram {
  Scenario ledger;

  @BeforeEach
  void freshStore(@TempDir Path folder) {
    ledger = new Scenario(folder);
  }

  @AfterEach
  void everythingIsConserved() {
    ledger.close();
  }
}
