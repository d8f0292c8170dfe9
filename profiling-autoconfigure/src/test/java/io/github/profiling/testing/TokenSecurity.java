package io.github.profiling.testing;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Everybody may load the page, for a browser has no token yet. What the page asks for
 * takes one: {@code operator} may, {@code visitor} is known but may not, with
 * {@code test.secured=tokens}.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnProperty(name = "test.secured", havingValue = "tokens")
class TokenSecurity {

	@Bean
	SecurityFilterChain tokens(HttpSecurity http) throws Exception {
		return http
			.authorizeHttpRequests((requests) -> requests.requestMatchers(TokenSecurity::isPage)
				.permitAll()
				.anyRequest()
				.hasRole("OPERATOR"))
			// Not by way of /error, which nobody may see without a token either.
			.exceptionHandling((handling) -> handling
				.authenticationEntryPoint(new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED))
				.accessDeniedHandler((request, response, ex) -> response.setStatus(HttpStatus.FORBIDDEN.value())))
			.addFilterBefore(new TokenFilter(), UsernamePasswordAuthenticationFilter.class)
			.build();
	}

	private static boolean isPage(HttpServletRequest request) {
		return request.getRequestURI().contains("/pprof/page/")
				|| String.valueOf(request.getHeader("Accept")).contains("text/html");
	}

	private static final class TokenFilter extends OncePerRequestFilter {

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			String header = String.valueOf(request.getHeader("Authorization"));
			if (header.equals("Bearer operator") || header.equals("Bearer visitor")) {
				String name = header.substring("Bearer ".length());
				SecurityContextHolder.getContext()
					.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(name, "",
							List.of(new SimpleGrantedAuthority("ROLE_" + name.toUpperCase(Locale.ROOT)))));
			}
			chain.doFilter(request, response);
		}

	}

}
