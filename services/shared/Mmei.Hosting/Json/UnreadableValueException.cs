using System.Text.Json;

namespace Mmei.Hosting.Json;

/// <summary>A value that is not of its member's type. The serializer adds the path.</summary>
/// <param name="problem">Tells the client what is allowed.</param>
internal sealed class UnreadableValueException(string problem) : JsonException(problem)
{
    public string Problem { get; } = problem;
}
