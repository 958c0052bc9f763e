using System.CommandLine;

namespace Mmei.Benchmarks.Gateway;

/// <summary>Where the platform is that is measured.</summary>
internal sealed class PlatformOptions
{
    private readonly Option<Uri> _address = new("--address")
    {
        Required = true,
        CustomParser = parsed => new Uri(parsed.Tokens.Single().Value),
    };

    private readonly Option<string> _key = new("--key") { Required = true };
    private readonly Option<string> _repository = new("--repository") { Required = true };

    public void AddTo(Command command)
    {
        command.Add(_address);
        command.Add(_key);
        command.Add(_repository);
    }

    public PlatformClient Connect(ParseResult parsed) =>
        new(parsed.GetRequiredValue(_address), parsed.GetRequiredValue(_key), parsed.GetRequiredValue(_repository));
}
