package org.royaltyledger.projections.readmodel;

import java.util.List;
import org.royaltyledger.ledger.store.Projector;

/** A projector with tables that only it writes and that can be built again from nothing. */
public interface ReadModel extends Projector {

  /** Its tables, in the migration of this module. */
  List<String> tables();

  /** Raised when its tables get another content: a store of before is then built again. */
  default int version() {
    return 1;
  }
}
