using System.CommandLine;
using Mmei.Contracts.Api.V1;

namespace Mmei.Cli.Observe;

/// <summary><c>--consent</c>, without which a face or a voice is not read.</summary>
/// <param name="image">The option that a face comes by.</param>
/// <param name="audio">The option that a voice comes by.</param>
/// <param name="user">Who the person is: what they agreed to before may be stored, which the platform knows.</param>
internal sealed class ConsentOption(Option image, Option audio, Option user)
{
    private readonly Option<string?> _purpose = new("--consent")
    {
        Description = "The person agreed that their face and voice are read for this PURPOSE, such as recommendation",
        HelpName = "PURPOSE",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_purpose);
        command.Validators.Add(typed =>
        {
            if ((typed.GetResult(image) ?? typed.GetResult(audio)) is { } medium
                && string.IsNullOrWhiteSpace(typed.GetValue(_purpose))
                && (typed.GetResult(user) is null || typed.GetResult(_purpose) is not null))
            {
                typed.AddError(
                    $"{medium.Option.Name} needs --consent PURPOSE, such as --consent recommendation: a face or a voice is read only " +
                    "where the person agreed to it for a purpose, here or before (users agree, then --user).");
            }
        });
    }

    /// <summary>To what is sent and to nothing else.</summary>
    public ConsentRequest? Of(ParseResult arguments) => arguments.GetValue(_purpose) is not { } purpose ? null : new ConsentRequest
    {
        Image = arguments.GetResult(image) is not null ? true : null,
        Audio = arguments.GetResult(audio) is not null ? true : null,
        Purpose = purpose,
    };
}
