using System.Text.RegularExpressions;

namespace Mmei.Architecture.Tests;

public sealed partial class When_metrics_are_documented
{
    /// <summary>What an operator finds on the page is what the sources measure; a live scrape is compared elsewhere.</summary>
    [Fact]
    public void Should_list_every_instrument_of_ours_and_no_other()
    {
        var measured = Repository.ProductionSources.SelectMany(file => Instrument().Matches(Repository.Read(file))).Select(NameOf)
            .Distinct().Order();
        var listed = Row().Matches(Repository.Read("docs/metrics.md")).Select(row => row.Groups["name"].Value)
            .Where(name => name.StartsWith("mmei_", StringComparison.Ordinal)).Order();

        listed.ShouldBe(measured);
    }

    private static string NameOf(Match instrument)
    {
        var kind = instrument.Groups["kind"].Value;
        var unit = instrument.Groups["unit"].Value == "s" ? "_seconds" : "";
        return $"{instrument.Groups["name"].Value.Replace('.', '_')}{unit}{(kind == "Counter" ? "_total" : "")}";
    }

    [GeneratedRegex("""Create(?<kind>Counter|Histogram|UpDownCounter|ObservableUpDownCounter)(?:<\w+>)?\(\s*"(?<name>mmei[^"]+)",\s*(?:[^"]*,\s*)?"(?<unit>[^"]+)""")]
    private static partial Regex Instrument();

    [GeneratedRegex(@"^\| `(?<name>\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
