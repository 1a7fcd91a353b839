package org.royaltyledger.projections.personal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.royaltyledger.ledger.catalogue.CatalogueEvent;
import org.royaltyledger.ledger.fact.FactEvent;
import org.royaltyledger.ledger.fact.RecordFact;
import org.royaltyledger.ledger.party.PartyEvent;
import org.royaltyledger.ledger.personal.DetailText;
import org.royaltyledger.ledger.personal.HoldsHash;
import org.royaltyledger.ledger.personal.PersonalEvent;
import org.royaltyledger.ledger.personal.PersonalKind;
import org.royaltyledger.ledger.settings.SettingsEvent;
import org.royaltyledger.ledger.store.Commands;
import org.royaltyledger.ledger.store.Deciding;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.store.Vault;
import org.royaltyledger.ledger.value.AssetId;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.value.Signature;
import org.royaltyledger.projections.run.ChangeSettings;

/** What the vault tells of somebody, and taking it out of there. */
public final class PersonalData {

  private final LogReader reader;
  private final Vault vault;
  private final Deciding deciding;
  private final Commands commands;
  private final ChangeSettings settings;

  public PersonalData(
      LogReader reader,
      Vault vault,
      Deciding deciding,
      Commands commands,
      ChangeSettings settings) {
    this.reader = reader;
    this.vault = vault;
    this.deciding = deciding;
    this.commands = commands;
    this.settings = settings;
  }

  /**
   * What was taken out of the vault.
   *
   * @param subject {@code party}, or {@code artist} of an asset
   * @param rows how many rows there were
   */
  public record Erased(String subject, String id, int rows) {}

  /**
   * What is told of a party, masked.
   *
   * @throws Refused NO_PARTY, NO_VAULT_KEY
   */
  public List<Detail> masked(PartyId party) {
    return details(party).stream().map(Detail::masked).toList();
  }

  /**
   * What is told of a party, in full; the log says first that somebody saw it.
   *
   * @throws Refused NO_PARTY, NO_VAULT_KEY, NAME_NEEDED or BAD_INPUT if nobody says who, or why
   */
  public List<Detail> open(PartyId party, Signature by) {
    String why = requireSigned(by, "opened");
    List<Detail> details = details(party);
    settings.export(new SettingsEvent.Exported("details", null, party.code(), true, by.who(), why));
    return details;
  }

  /** Whether a party was erased. */
  public boolean isErased(PartyId party) {
    String key = PersonalEvent.erasure(PersonalKind.PARTY, party.code());
    return reader.facts(PersonalEvent.PersonalDataErased.class, reader.head()).stream()
        .anyMatch(it -> it.key().equals(key));
  }

  private List<Detail> details(PartyId party) {
    HoldsHash name =
        newest(PartyEvent.PartyRecorded.class, party.code())
            .orElseThrow(() -> unknown(Refused.Code.NO_PARTY, "party", party.code(), "parties"));
    Refused missing = vault.missing();
    if (missing != null) {
      throw missing;
    }
    var details = new ArrayList<Detail>();
    text(name).ifPresent(it -> details.add(new Detail(name.holds().written(), "name", it)));
    newest(PersonalEvent.BankDetailsRecorded.class, party.code())
        .ifPresent(it -> addFields(it, details));
    newest(PersonalEvent.TaxDetailsRecorded.class, party.code())
        .ifPresent(it -> addFields(it, details));
    return details;
  }

  private void addFields(HoldsHash of, List<Detail> details) {
    text(of)
        .map(DetailText::fields)
        .ifPresent(
            fields ->
                fields.forEach(
                    (field, value) -> details.add(new Detail(of.holds().written(), field, value))));
  }

  private Optional<String> text(HoldsHash of) {
    return Optional.ofNullable(of.heldHash())
        .map(hash -> vault.text(of.holds(), of.holder(), hash))
        .filter(it -> !it.isEmpty());
  }

  private <F extends FactEvent & HoldsHash> Optional<F> newest(Class<F> kind, String holder) {
    return reader.facts(kind, reader.head()).stream()
        .filter(it -> it.holder().equals(holder))
        .findFirst();
  }

  /**
   * Takes all that tells who a party is out of the vault, for good, and says so in the log, both or
   * neither. Done again, it changes nothing.
   *
   * @throws Refused NO_PARTY, NAME_NEEDED or BAD_INPUT if nobody says who, or why
   */
  public Erased erase(PartyId party, Signature by) {
    requireSigned(by, "erased");
    if (newest(PartyEvent.PartyRecorded.class, party.code()).isEmpty()) {
      throw unknown(Refused.Code.NO_PARTY, "party", party.code(), "parties");
    }
    return erase(PersonalKind.PARTY, party.code());
  }

  /**
   * As {@link #erase(PartyId, Signature)}, of the artist by whom an asset is shown.
   *
   * @throws Refused BAD_INPUT if there is no such asset, too
   */
  public Erased eraseArtist(AssetId asset, Signature by) {
    requireSigned(by, "erased");
    if (newest(CatalogueEvent.AssetRecorded.class, asset.code()).isEmpty()) {
      throw unknown(Refused.Code.BAD_INPUT, "asset", asset.code(), "assets");
    }
    return erase(PersonalKind.ARTIST, asset.code());
  }

  private Erased erase(PersonalKind subject, String id) {
    return deciding.run(
        _ -> {
          commands.send(
              new RecordFact(new PersonalEvent.PersonalDataErased(subject.written(), id)));
          return new Erased(subject.written(), id, vault.erase(subject, id));
        });
  }

  private static Refused unknown(Refused.Code code, String what, String id, String files) {
    return new Refused(
        code,
        "%s '%s' is unknown: take its id from the files %s*.csv that were imported"
            .formatted(what, id, files));
  }

  private static String requireSigned(Signature by, String done) {
    if (!by.isNamed()) {
      throw new Refused(
          Refused.Code.NAME_NEEDED,
          "personal data is %s by somebody, and nobody said who this is: say it with --as NAME"
              .formatted(done));
    }
    String why = by.why();
    if (why == null || why.isBlank()) {
      throw new Refused(
          Refused.Code.BAD_INPUT,
          "personal data is %s for a reason, and none was said: say it with --why TEXT"
              .formatted(done));
    }
    return why;
  }
}
