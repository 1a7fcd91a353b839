package org.royaltyledger.api.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import org.royaltyledger.ledger.access.Role;

/**
 * An organisation that signs tokens for its people: what a server is told of it, and the tokens. In
 * a test it lets somebody in without an event in the log.
 */
public final class Issuer {

  public static final String URL = "https://issuer.example";
  public static final String AUDIENCE = "royalty-ledger";

  /** One for all tests: making keys takes longer than most of them. */
  public static final Issuer OF_TESTS = new Issuer();

  private final ECKey key;

  public Issuer() {
    try {
      key = new ECKeyGenerator(Curve.P_256).keyID("test").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The settings of a server that trusts it. */
  public List<String> settings(Path folder) {
    try {
      Path keys = Files.createTempFile(Files.createDirectories(folder), "issuer", ".jwks");
      Files.writeString(keys, new JWKSet(key.toPublicJWK()).toString());
      return List.of(
          "--royalty-ledger.jwt.issuer=" + URL,
          "--royalty-ledger.jwt.audience=" + AUDIENCE,
          "--royalty-ledger.jwt.prefix=",
          "--royalty-ledger.jwt.keys=" + keys);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of somebody who may do everything there is to do. */
  public String everything(String name) {
    return token(
        name,
        List.of(Role.ADMIN, Role.FINANCE, Role.APPROVER, Role.AUDITOR, Role.INGEST),
        List.of());
  }

  /** Of somebody with roles; the name is written down as it is. */
  public String token(String name, List<Role> roles, List<String> parties) {
    return token(
        it ->
            it.subject(name)
                .claim("roles", roles.stream().map(Role::written).toList())
                .claim("parties", parties));
  }

  /** A token that holds for an hour, but for what is changed. */
  public String token(UnaryOperator<JWTClaimsSet.Builder> changed) {
    JWTClaimsSet claims =
        changed
            .apply(
                new JWTClaimsSet.Builder()
                    .issuer(URL)
                    .audience(AUDIENCE)
                    .expirationTime(Date.from(Instant.now().plusSeconds(3600))))
            .build();
    try {
      var jwt =
          new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("test").build(), claims);
      jwt.sign(new ECDSASigner(key));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes the token of a name to a file, for {@code --token-file}. */
  public Path file(Path folder, String name) {
    try {
      return Files.writeString(Files.createTempFile(folder, "token", ".txt"), everything(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
