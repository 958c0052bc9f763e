using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Mmei.Contracts.Api.V1;

namespace Mmei.Cli.Observe;

/// <summary><c>--boost "0.5 when attributes.label == 'ours'"</c>, as often as there are boosts.</summary>
internal static class BoostOption
{
    private const string When = " when ";

    public static Option<BoostRequest[]?> Create() => new("--boost")
    {
        Description = "Add to the scores of some items, as \"0.5 when attributes.label == 'ours'\"; below 0 takes off. May be repeated",
        HelpName = "BY when EXPRESSION",
        CustomParser = Read,
    };

    private static BoostRequest[]? Read(ArgumentResult result)
    {
        var boosts = new List<BoostRequest>();
        foreach (var token in result.Tokens)
        {
            var parts = token.Value.Split(When, 2, StringSplitOptions.TrimEntries);
            if (parts is [var amount, { Length: > 0 } expression]
                && double.TryParse(amount, NumberStyles.Float, CultureInfo.InvariantCulture, out var by) && double.IsFinite(by))
            {
                boosts.Add(new BoostRequest { When = expression, By = by });
            }
            else
            {
                result.AddError(
                    $"--boost takes a number, 'when' and an expression, such as \"0.5 when kind == 'music'\", not '{token.Value}'.");
                return null;
            }
        }

        return [.. boosts];
    }
}
