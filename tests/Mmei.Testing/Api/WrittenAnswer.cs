using System.Text.Json.Nodes;

namespace Mmei.Testing.Api;

/// <param name="Type">The media type.</param>
/// <param name="Body">JSON, or the text of another type.</param>
public sealed record WrittenAnswer(string Type, JsonNode Body);
