"""What templates ask for: small parts with their markup, none of which asks the database."""
