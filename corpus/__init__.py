"""The fictional sample group of schools: its sources, its reports and the builder that typesets them."""
