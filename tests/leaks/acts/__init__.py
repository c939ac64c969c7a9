"""What people do in the world, by what they do it with; each act ends with a look."""
