using System.CommandLine;
using Mmei.Client;

namespace Mmei.Cli;

/// <summary>The options that every command needs to reach the platform.</summary>
internal sealed class Connection
{
    private readonly Option<string> _url =
        new("--url") { Description = "The platform's address, such as http://127.0.0.1:8080", Required = true };
    private readonly Option<string> _key = new("--key") { Description = "The API key", Required = true };

    public Option<bool> Json { get; } = JsonOption();

    public static Option<bool> JsonOption() => new("--json") { Description = "Print one JSON document on standard output" };

    public void AddTo(Command command)
    {
        command.Options.Add(_url);
        command.Options.Add(_key);
        command.Options.Add(Json);
    }

    public HttpClient Open(ParseResult arguments) => Open(arguments.GetRequiredValue(_url), arguments.GetRequiredValue(_key));

    /// <exception cref="UsageException">The address or the key cannot be one.</exception>
    public static HttpClient Open(string address, string key)
    {
        if (key.Length == 0 || key.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw new UsageException("--key takes the key as it was printed: letters, digits and signs without spaces.");
        }

        return Uri.TryCreate(address, UriKind.Absolute, out var url) && (url.Scheme is "http" or "https")
            ? MmeiClient.Connect(url, key)
            : throw new UsageException($"--url takes an address such as http://127.0.0.1:8080, not '{address}'.");
    }
}
