package io.github.profiling.autoconfigure;

import java.util.List;

import io.github.profiling.autoconfigure.StartupProperties.Until;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.context.event.ApplicationContextInitializedEvent;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.GenericApplicationListener;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.ClassUtils;

/**
 * Begins the profiles of {@link StartupProperties} as soon as the properties are known,
 * and ends them. Where there are none, it looks at one property and is done: what takes
 * the profiles is not even loaded.
 */
final class StartupListener implements GenericApplicationListener {

	private static final List<Class<?>> EVENTS = List.of(ApplicationEnvironmentPreparedEvent.class,
			ApplicationContextInitializedEvent.class, ApplicationReadyEvent.class, ApplicationFailedEvent.class,
			ContextClosedEvent.class);

	private @Nullable StartupProfiles profiles;

	private @Nullable ApplicationContext context;

	private Until until = Until.READY;

	@Override
	public int getOrder() {
		// As soon as failures can be logged, which is after the properties are read.
		return LoggingApplicationListener.DEFAULT_ORDER + 1;
	}

	@Override
	public boolean supportsEventType(ResolvableType eventType) {
		Class<?> type = eventType.getRawClass();
		return type != null && EVENTS.stream().anyMatch((supported) -> supported.isAssignableFrom(type));
	}

	@Override
	public void onApplicationEvent(ApplicationEvent event) {
		if (event instanceof ApplicationEnvironmentPreparedEvent prepared) {
			begin(prepared);
			return;
		}
		StartupProfiles begun = this.profiles;
		if (begun == null) {
			return;
		}
		if (event instanceof ApplicationContextInitializedEvent initialized) {
			initialized(begun, initialized.getApplicationContext());
		}
		else if (event instanceof ApplicationReadyEvent ready && ready.getApplicationContext() == this.context
				&& this.until == Until.READY) {
			begun.end();
		}
		else if (event instanceof ContextClosedEvent closed && closed.getApplicationContext() == this.context) {
			begun.closing();
		}
		else if (event instanceof ApplicationFailedEvent) {
			begun.abandon();
		}
	}

	private void begin(ApplicationEnvironmentPreparedEvent event) {
		if (NativeImage.isHere() || Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING)) {
			return;
		}
		ConfigurableEnvironment environment = event.getEnvironment();
		Binder binder = Binder.get(environment);
		if (!binder.bind("profiling.startup.kinds", Bindable.listOf(String.class)).isBound()
				|| !environment.getProperty("profiling.enabled", Boolean.class, true)) {
			return;
		}
		StartupProperties properties = binder.bindOrCreate("profiling.startup", StartupProperties.class);
		if (properties.getKinds().isEmpty()) {
			return;
		}
		this.until = properties.getUntil();
		this.profiles = StartupProfiles.begin(properties, binder.bindOrCreate("profiling", ProfilingProperties.class),
				binder.bindOrCreate("profiling.store", StoreProperties.class), environment, classLoader(event));
	}

	private static @Nullable ClassLoader classLoader(SpringApplicationEvent event) {
		ClassLoader classLoader = event.getSpringApplication().getClassLoader();
		return (classLoader != null) ? classLoader : ClassUtils.getDefaultClassLoader();
	}

	private void initialized(StartupProfiles begun, ConfigurableApplicationContext initialized) {
		this.context = initialized;
		if (initialized instanceof BeanDefinitionRegistry registry) {
			begun.registerBeans(registry);
		}
	}

}
