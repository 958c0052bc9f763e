namespace Mmei.Inference;

/// <summary>A model gave an output that must not leave it: NaN, infinity, or not the one that was asked for.</summary>
public sealed class ModelOutputException(string message) : Exception(message);
