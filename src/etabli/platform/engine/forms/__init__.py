"""Forms: what an app asks, and what people answered."""
