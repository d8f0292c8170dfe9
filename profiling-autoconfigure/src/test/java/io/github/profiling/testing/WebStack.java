package io.github.profiling.testing;

/**
 * The web stacks of which an application can have one.
 */
public enum WebStack {

	/**
	 * Spring MVC on Tomcat.
	 */
	SERVLET,

	/**
	 * WebFlux on Netty.
	 */
	REACTIVE

}
