package org.royaltyledger.projections.readmodel;

import java.util.List;
import org.royaltyledger.ledger.store.Projector;

/** A projector with tables that only it writes and that can be built again from nothing. */
public interface ReadModel extends Projector {

  /** Its tables, in the migration of this module. */
  List<String> tables();
}
