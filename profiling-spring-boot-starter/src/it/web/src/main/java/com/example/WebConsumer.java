package com.example;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

@SpringBootApplication
public class WebConsumer {

	public static void main(String[] args) {
		SpringApplication.run(WebConsumer.class, args);
	}

	@Lazy(false)
	@Bean(initMethod = "start", destroyMethod = "stop")
	Work work() {
		return new Work();
	}

}
