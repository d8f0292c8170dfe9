package com.example;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.boot.actuate.audit.InMemoryAuditEventRepository;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

@SpringBootApplication
public class SecuredConsumer {

	public static void main(String[] args) {
		SpringApplication.run(SecuredConsumer.class, args);
	}

	@Bean
	AuditEventRepository auditEventRepository() {
		return new InMemoryAuditEventRepository();
	}

	@Lazy(false)
	@Bean(initMethod = "start", destroyMethod = "stop")
	Work work() {
		return new Work();
	}

}
