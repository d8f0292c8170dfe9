package io.github.profiling.endpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * The page that a browser gets: a document and the files it is made of, as they lie in
 * {@code io/github/profiling/page}. Files are addressed with a hash over all of them, so
 * a browser may keep them for good, and what one of them imports is found beside it.
 */
final class Page {

	/** The part of the path below which the files are. */
	static final String PATH = "page";

	static final MimeType HTML = new MimeType(MimeTypeUtils.TEXT_HTML, StandardCharsets.UTF_8);

	/**
	 * Nothing but what comes from here. The document has no inline script and no inline
	 * style.
	 */
	static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
			+ "img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'";

	private static final String FOLDER = "/io/github/profiling/page/";

	private static final String DOCUMENT = "index.html";

	/**
	 * Served as one, since together they are a third smaller; later ones refine earlier
	 * ones.
	 */
	private static final List<String> STYLES = List.of("base.css", "frame.css", "controls.css", "overview.css",
			"pictures.css", "tables.css", "media.css");

	private static final String STYLE = "style.css";

	/** How one file of the page names another. */
	private static final Pattern REFERENCE = Pattern.compile("\"(?:\\./|\\{page}/)?([a-z]+\\.(?:js|css))\"");

	private static final Map<String, MimeType> TYPES = Map.of("js",
			new MimeType("text", "javascript", StandardCharsets.UTF_8), "css",
			new MimeType("text", "css", StandardCharsets.UTF_8));

	private static final SingletonSupplier<Page> INSTANCE = SingletonSupplier.of(Page::load);

	private final Map<String, byte[]> files;

	private final String version;

	private final String document;

	private Page(Map<String, byte[]> files, String document) {
		this.files = files;
		this.document = document;
		this.version = hash(files);
	}

	/**
	 * The page, read when it is asked for the first time.
	 */
	static Page get() {
		return INSTANCE.obtain();
	}

	/**
	 * Reads the document, and every file that it or one of those refers to. Nothing else
	 * is served, whatever lies in the folder.
	 */
	private static Page load() {
		String document = new String(read(DOCUMENT), StandardCharsets.UTF_8);
		Map<String, byte[]> files = new TreeMap<>();
		StringBuilder style = new StringBuilder();
		STYLES.forEach((name) -> style.append(new String(read(name), StandardCharsets.UTF_8)));
		files.put(STYLE, gzip(condense(style.toString())));
		collect(document, files);
		return new Page(files, document);
	}

	private static void collect(String text, Map<String, byte[]> files) {
		Matcher matcher = REFERENCE.matcher(text);
		while (matcher.find()) {
			String name = matcher.group(1);
			if (!files.containsKey(name)) {
				String content = new String(read(name), StandardCharsets.UTF_8);
				files.put(name, gzip(condense(content)));
				collect(content, files);
			}
		}
	}

	/**
	 * Leaves out comments that have lines of their own, and indentation: a tenth of what
	 * goes over the wire. Licences, which begin with an exclamation mark, stay.
	 */
	private static String condense(String content) {
		StringBuilder condensed = new StringBuilder(content.length());
		boolean comment = false;
		for (String line : content.split("\n")) {
			String text = line.strip();
			comment |= text.startsWith("/*") && !text.startsWith("/*!");
			if (!comment && !text.startsWith("//") && !text.isEmpty()) {
				condensed.append(text).append('\n');
			}
			comment &= !text.endsWith("*/");
		}
		return condensed.toString();
	}

	private static byte[] gzip(String content) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
			gzip.write(content.getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return out.toByteArray();
	}

	private static byte[] read(String name) {
		try (InputStream in = Page.class.getResourceAsStream(FOLDER + name)) {
			if (in == null) {
				throw new IllegalStateException("the page refers to " + name + ", which is not in " + FOLDER);
			}
			return in.readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String hash(Map<String, byte[]> files) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			files.forEach((name, content) -> {
				digest.update(name.getBytes(StandardCharsets.UTF_8));
				digest.update(content);
			});
			return HexFormat.of().formatHex(digest.digest(), 0, 8);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The document.
	 * @param path the endpoint's path. It has no trailing slash, so the addresses of the
	 * files begin with its last part
	 */
	String document(String path) {
		String base = path.substring(path.lastIndexOf('/') + 1);
		return this.document.replace("{page}", base + "/" + PATH + "/" + this.version);
	}

	/**
	 * The hash over all files.
	 */
	String version() {
		return this.version;
	}

	/**
	 * The files by name, gzipped: every browser takes them so, and few applications
	 * compress what they send.
	 */
	Map<String, byte[]> files() {
		return this.files;
	}

	Optional<byte[]> file(String name) {
		return Optional.ofNullable(this.files.get(name));
	}

	static MimeType type(String name) {
		return TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), MimeTypeUtils.APPLICATION_OCTET_STREAM);
	}

}
