package io.github.profiling.snapshot;

import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.DynamicMBean;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Diagnostic commands of a JVM that fails in a given way.
 */
final class DiagnosticCommands implements DynamicMBean {

	private final Throwable failure;

	private DiagnosticCommands(Throwable failure) {
		this.failure = failure;
	}

	static void register(MBeanServer server, Throwable failure) throws Exception {
		server.registerMBean(new DiagnosticCommands(failure),
				new ObjectName("com.sun.management:type=DiagnosticCommand"));
	}

	@Override
	public Object invoke(String actionName, Object[] params, String[] signature) {
		if (this.failure instanceof Error error) {
			throw error;
		}
		throw (RuntimeException) this.failure;
	}

	@Override
	public Object getAttribute(String attribute) {
		throw new UnsupportedOperationException(attribute);
	}

	@Override
	public void setAttribute(Attribute attribute) {
		throw new UnsupportedOperationException(attribute.getName());
	}

	@Override
	public AttributeList getAttributes(String[] attributes) {
		return new AttributeList();
	}

	@Override
	public AttributeList setAttributes(AttributeList attributes) {
		return new AttributeList();
	}

	@Override
	public MBeanInfo getMBeanInfo() {
		return new MBeanInfo(getClass().getName(), "fails", null, null, null, null);
	}

}
