package io.github.profiling.consumer;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

import io.github.profiling.testing.Jdk;
import io.github.profiling.testing.OutsideTool;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A key with a certificate that it signed itself, for {@code localhost}, good for servers
 * and for clients.
 */
final class Keys {

	static final String PASSWORD = "changeit";

	private static final String ALIAS = "consumer";

	private final Path directory;

	private final KeyStore store;

	private Keys(Path directory, KeyStore store) {
		this.directory = directory;
		this.store = store;
	}

	/**
	 * Makes a key.
	 * @param directory where its files are to be
	 */
	static Keys create(Path directory) throws IOException, GeneralSecurityException {
		Path file = directory.resolve("keys.p12");
		OutsideTool.Result result = OutsideTool.run(directory, Map.of(), Duration.ofMinutes(1),
				List.of(Jdk.own().tool("keytool"), "-genkeypair", "-alias", ALIAS, "-keyalg", "EC", "-dname",
						"CN=localhost", "-ext", "san=dns:localhost,ip:127.0.0.1", "-storetype", "PKCS12", "-keystore",
						file.toString(), "-storepass", PASSWORD));
		assertThat(result.exit()).as(result.stdout() + result.stderr()).isZero();
		KeyStore store = KeyStore.getInstance("PKCS12");
		try (InputStream in = Files.newInputStream(file)) {
			store.load(in, PASSWORD.toCharArray());
		}
		Keys keys = new Keys(directory, store);
		writePem(keys.certificate(), "CERTIFICATE", store.getCertificate(ALIAS).getEncoded());
		writePem(keys.privateKey(), "PRIVATE KEY", store.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
		return keys;
	}

	static void writePem(Path file, String type, byte[] content) throws IOException {
		String text = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(content);
		Files.writeString(file, "-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n");
	}

	/**
	 * Key and certificate in PKCS#12, with the password {@value #PASSWORD}.
	 */
	Path store() {
		return this.directory.resolve("keys.p12");
	}

	/**
	 * The certificate as PEM.
	 */
	Path certificate() {
		return this.directory.resolve("certificate.pem");
	}

	/**
	 * The key as PEM.
	 */
	Path privateKey() {
		return this.directory.resolve("private-key.pem");
	}

	/**
	 * Shows the certificate to those who ask, and trusts everybody, as
	 * {@code https+insecure} does in {@code go tool pprof}.
	 */
	SSLContext clientContext() throws GeneralSecurityException {
		KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		managers.init(this.store, PASSWORD.toCharArray());
		return context(managers.getKeyManagers());
	}

	/**
	 * Shows no certificate, and trusts everybody.
	 */
	static SSLContext anonymousContext() throws GeneralSecurityException {
		return context(new KeyManager[0]);
	}

	private static SSLContext context(KeyManager[] keys) throws GeneralSecurityException {
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(keys, new TrustManager[] { new TrustingManager() }, null);
		return context;
	}

	private static final class TrustingManager extends X509ExtendedTrustManager {

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String type) {
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String type) {
		}

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
		}

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
		}

		@Override
		public X509Certificate[] getAcceptedIssuers() {
			return new X509Certificate[0];
		}

	}

}
