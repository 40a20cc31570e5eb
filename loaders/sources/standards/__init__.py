"""Standards as a source: international ones, and the national ones that adopt them."""
