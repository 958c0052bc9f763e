namespace Mmei.Inference;

/// <summary>A model cannot be served: a file is missing or corrupt, or its manifest does not describe it.</summary>
public sealed class ModelLoadException(string message, Exception? inner = null) : IOException(message, inner);
