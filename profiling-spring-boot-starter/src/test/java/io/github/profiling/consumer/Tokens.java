package io.github.profiling.consumer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;

/**
 * Issues tokens (JWT, RFC 7519, signed with RS256), as an authorization server does.
 */
final class Tokens {

	private final KeyPair keys;

	Tokens() throws GeneralSecurityException {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
		generator.initialize(2048);
		this.keys = generator.generateKeyPair();
	}

	/**
	 * Writes the key that resource servers need.
	 * @param file where to, as PEM
	 */
	void writePublicKey(Path file) throws IOException {
		Keys.writePem(file, "PUBLIC KEY", this.keys.getPublic().getEncoded());
	}

	/**
	 * Issues a token that is good for five minutes.
	 * @param subject who has it
	 * @param scope what it allows
	 */
	String issue(String subject, String scope) throws GeneralSecurityException {
		long now = Instant.now().getEpochSecond();
		String signed = encode("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "." + encode(
				"{\"sub\":\"%s\",\"scope\":\"%s\",\"iat\":%d,\"exp\":%d}".formatted(subject, scope, now, now + 300));
		Signature signature = Signature.getInstance("SHA256withRSA");
		signature.initSign(this.keys.getPrivate());
		signature.update(signed.getBytes(StandardCharsets.US_ASCII));
		return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
	}

	private static String encode(String text) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

}
