package io.github.profiling.recording.jfr;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

import org.jspecify.annotations.Nullable;

/**
 * How the values in a chunk are laid out, as the chunk's metadata says (JDK,
 * {@code jdk.jfr.internal.MetadataReader}).
 */
final class JfrTypes {

	/** Nothing in a file refers to anything deeper. */
	private static final int MAX_DEPTH = 16;

	private static final String EVENT = "jdk.jfr.Event";

	private final Map<Long, Type> types = new HashMap<>();

	/**
	 * Reads the metadata.
	 * @param input the event with the metadata, from its beginning
	 */
	static JfrTypes read(JfrInput input) throws IOException {
		for (int i = 0; i < 5; i++) {
			// Size, type, start time, duration, id.
			input.varint();
		}
		List<String> strings = new ArrayList<>();
		for (long count = input.varint(); count > 0; count--) {
			String string = input.string();
			strings.add((string != null) ? string : "");
		}
		JfrTypes types = new JfrTypes();
		types.readElement(input, strings, null, 0);
		return types;
	}

	private void readElement(JfrInput input, List<String> strings, @Nullable Type parent, int depth)
			throws IOException {
		if (depth > MAX_DEPTH) {
			throw new IOException("the recording has metadata of an impossible depth");
		}
		String name = strings.get((int) input.varint());
		Map<String, String> attributes = new HashMap<>();
		for (long count = input.varint(); count > 0; count--) {
			attributes.put(strings.get((int) input.varint()), strings.get((int) input.varint()));
		}
		Type type = null;
		if (name.equals("class")) {
			type = new Type(attributes.getOrDefault("name", ""), EVENT.equals(attributes.get("superType")),
					new ArrayList<>());
			this.types.put(Long.parseLong(attributes.getOrDefault("id", "")), type);
		}
		else if (name.equals("field") && parent != null) {
			parent.fields()
				.add(new Field(attributes.getOrDefault("name", ""),
						Long.parseLong(attributes.getOrDefault("class", "")),
						"true".equals(attributes.get("constantPool")),
						!"0".equals(attributes.getOrDefault("dimension", "0"))));
		}
		for (long count = input.varint(); count > 0; count--) {
			readElement(input, strings, type, depth + 1);
		}
	}

	/**
	 * The type with the given id.
	 */
	Type get(long id) {
		Type type = this.types.get(id);
		if (type == null) {
			throw new IllegalStateException("type " + id + " is not described");
		}
		return type;
	}

	/**
	 * Passes a value.
	 * @param type the value's type
	 * @param input stands at the value, and behind it afterwards
	 * @param strings gets the key of each string that is in the pool of strings
	 */
	void walk(Type type, JfrInput input, LongConsumer strings) throws IOException {
		walk(type, input, strings, 0);
	}

	private void walk(Type type, JfrInput input, LongConsumer strings, int depth) throws IOException {
		if (depth > MAX_DEPTH) {
			throw new IOException("the recording has values of an impossible depth");
		}
		switch (type.name()) {
			case "boolean", "byte" -> input.skip(1);
			case "char", "short", "int", "long" -> input.varint();
			case "float" -> input.skip(Float.BYTES);
			case "double" -> input.skip(Double.BYTES);
			case "java.lang.String" -> input.passString(strings);
			default -> {
				for (Field field : type.fields()) {
					walk(field, input, strings, depth);
				}
			}
		}
	}

	private void walk(Field field, JfrInput input, LongConsumer strings, int depth) throws IOException {
		long values = field.isArray() ? input.varint() : 1;
		if (values > input.bytes().length) {
			throw new IOException("the recording has an array of an impossible length");
		}
		for (long count = values; count > 0; count--) {
			if (field.isConstant()) {
				long key = input.varint();
				if (get(field.type()).isString()) {
					strings.accept(key);
				}
			}
			else {
				walk(get(field.type()), input, strings, depth + 1);
			}
		}
	}

	/**
	 * A type of event or of value.
	 *
	 * @param name the name, such as {@code jdk.ExecutionSample}
	 * @param isEvent whether it is an event
	 * @param fields what it consists of, in order
	 */
	record Type(String name, boolean isEvent, List<Field> fields) {

		boolean isString() {
			return this.name.equals("java.lang.String");
		}

	}

	/**
	 * A part of a type.
	 *
	 * @param name the name
	 * @param type the id of its type
	 * @param isConstant whether there is only a key of a constant pool
	 * @param isArray whether there are any number of it, with the number before
	 */
	record Field(String name, long type, boolean isConstant, boolean isArray) {

	}

}
