namespace Mmei.Testing.Api;

/// <summary>A call as <c>calls.http</c> has it, with its variables.</summary>
/// <param name="Operation">The id of the call in the API's description.</param>
/// <param name="Status">What it answers with.</param>
/// <param name="Name">What later calls name its answer by; null where none does.</param>
/// <param name="Method">GET, PUT and so on.</param>
/// <param name="Address">With the query.</param>
/// <param name="Headers">In their order.</param>
/// <param name="Body">Empty where there is none.</param>
public sealed record WrittenCall(
    string Operation,
    int Status,
    string? Name,
    string Method,
    string Address,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    string Body)
{
    /// <summary>The address without its variable for where the platform is, as the API's description has it.</summary>
    public string Path => Address.Replace("{{url}}", "", StringComparison.Ordinal).Split('?')[0];

    /// <summary>The declared type of the body.</summary>
    public string? ContentType => Headers.FirstOrDefault(header => header.Key == "Content-Type").Value;
}
