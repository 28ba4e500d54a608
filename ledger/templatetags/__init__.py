"""Draw small parts for templates with their markup, none of which asks the database."""
