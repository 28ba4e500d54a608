"""How pages show what is not a plain value, for the workspace and the admin alike; markup is left to templates."""
