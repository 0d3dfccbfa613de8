"""Tables: contracts, and how annotated articles become rows."""
