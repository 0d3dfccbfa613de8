"""Pictures: timelines with uncertainty drawn, outlets side by side, ladders, networks."""
