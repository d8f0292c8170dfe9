package com.example;

import org.glassfish.jersey.server.ResourceConfig;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

@SpringBootApplication
public class JerseyConsumer {

	public static void main(String[] args) {
		SpringApplication.run(JerseyConsumer.class, args);
	}

	@Bean
	ResourceConfig resourceConfig() {
		return new ResourceConfig();
	}

	@Lazy(false)
	@Bean(initMethod = "start", destroyMethod = "stop")
	Work work() {
		return new Work();
	}

}
