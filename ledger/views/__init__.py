"""Pages outside the admin (floor 4): from request to response, deciding nothing."""
