namespace Mmei.Inference;

/// <summary>A model was given inputs it does not take.</summary>
public sealed class ModelInputException(string message) : Exception(message);
