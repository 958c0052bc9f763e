namespace Mmei.Contracts.Tensors;

/// <summary>A tensor on the wire is malformed: wrong length, or a value that is not finite.</summary>
public sealed class TensorFormatException(string message) : Exception(message);
