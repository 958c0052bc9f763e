"""Published encoders that a projection and a head of our own can be fitted on."""
