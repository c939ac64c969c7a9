"""Reading comments, contests, looks and communities; each query takes the viewer first."""
