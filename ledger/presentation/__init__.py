"""Prepare what is not a plain value for pages of the workspace and the admin alike; markup is left to templates."""
