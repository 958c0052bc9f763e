using System.Text.Json;
using System.Text.RegularExpressions;

namespace Mmei.Testing.Api;

/// <summary>A call of the API's description: a method on a template of a path.</summary>
internal sealed class DescribedCall
{
    private readonly string _method;
    private readonly Regex _path;
    private readonly Dictionary<string, JsonElement> _answers;

    public DescribedCall(string method, string path, JsonElement operation)
    {
        (Name, _method) = ($"{method.ToUpperInvariant()} {path}", method);
        _path = new Regex($"^{Regex.Replace(Regex.Escape(path), @"\\\{[^}]+}", "[^/:]+")}$", RegexOptions.CultureInvariant);
        _answers = operation.GetProperty("responses").EnumerateObject().ToDictionary(answer => answer.Name, answer => answer.Value);
    }

    public string Name { get; }

    /// <summary>HEAD is answered as GET is, without the body.</summary>
    public bool Is(HttpMethod method, string path) =>
        _path.IsMatch(path)
        && string.Equals(method == HttpMethod.Head ? "GET" : method.Method, _method, StringComparison.OrdinalIgnoreCase);

    /// <summary>What is said of this status, or of all that begin as it does.</summary>
    public JsonElement? AnswerOf(int status) =>
        _answers.TryGetValue($"{status}", out var exact) ? exact
        : _answers.TryGetValue($"{status / 100}XX", out var range) ? range
        : null;
}
