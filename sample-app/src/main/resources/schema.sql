CREATE TABLE city (
	id INT PRIMARY KEY,
	name VARCHAR(60) NOT NULL,
	country VARCHAR(60) NOT NULL,
	population INT NOT NULL
);

CREATE INDEX city_country ON city (country);

CREATE TABLE stock (
	item VARCHAR(20) PRIMARY KEY,
	quantity INT NOT NULL CHECK (quantity >= 0)
);
