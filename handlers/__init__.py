"""All that a person sees and taps."""
