namespace Qdrant.Client;

/// <summary>The server answered that it did not do what was asked.</summary>
public class QdrantException(string message) : Exception(message);
