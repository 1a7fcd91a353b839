package org.royaltyledger.ledger.catalogue;

import org.royaltyledger.ledger.value.OfferingId;

/**
 * A product of a service, e.g. an AI remix tier.
 *
 * @param scope the consent a contributor is asked for
 */
public record Offering(
    OfferingId id,
    String service,
    Scope scope,
    Uncovered uncovered,
    Weights weights,
    LateUsage lateUsage,
    Clearance clearance) {

  /** What a consent allows. */
  public enum Scope {
    PLAY,
    GENERATE,
    REMIX,
    VOICE,
    TRAIN
  }

  /** What becomes of money for uses without licence or consent. */
  public enum Uncovered {
    /** It waits. */
    SUSPEND,
    /** It is divided among the covered uses. */
    EXCLUDE
  }

  /** What is asked of the weights of a usage. */
  public enum Weights {
    /** They sum to exactly 1. */
    EXACT,
    /** They are divided by their sum when the usage is recorded. */
    NORMALISE
  }

  /** Where usage counts that comes after its month was closed. */
  public enum LateUsage {
    /** In the month that is open when it comes. */
    OPEN_MONTH,
    /** In its own month, whose result is calculated again and the difference booked. */
    OWN_MONTH
  }

  /** Whether composition and master of a usage earn each by itself. */
  public enum Clearance {
    SEPARATE,
    /** Only if both are covered. */
    JOINT
  }

  /** One whose contributions earn each by itself. */
  public Offering(
      OfferingId id,
      String service,
      Scope scope,
      Uncovered uncovered,
      Weights weights,
      LateUsage lateUsage) {
    this(id, service, scope, uncovered, weights, lateUsage, Clearance.SEPARATE);
  }

  public CatalogueEvent.OfferingRecorded recorded() {
    return new CatalogueEvent.OfferingRecorded(
        id.code(),
        service,
        scope.name(),
        uncovered.name(),
        weights.name(),
        lateUsage.name(),
        clearance.name());
  }

  public static Offering from(CatalogueEvent.OfferingRecorded event) {
    return new Offering(
        new OfferingId(event.offering()),
        event.service(),
        Scope.valueOf(event.scope()),
        Uncovered.valueOf(event.uncovered()),
        Weights.valueOf(event.weights()),
        LateUsage.valueOf(event.lateUsage()),
        Clearance.valueOf(event.clearance()));
  }
}
