using System.Text;
using System.Text.RegularExpressions;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Mmei.Integration.Tests.Platform;
using Mmei.Testing;

namespace Mmei.Integration.Tests;

/// <summary>The page of metrics is compared with what a platform at work says.</summary>
public sealed partial class When_metrics_are_scraped
{
    /// <summary>Labels whose values are another thing's to choose.</summary>
    private static readonly string[] Open =
        ["model", "output", "service", "version", "http_request_method", "http_route", "http_response_status_code"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_say_what_the_page_says()
    {
        await using var platform = await RunningPlatform.StartAsync("memory");
        await WorkAsync(platform);

        var page = Page();
        var families = Families(await platform.Http.GetStringAsync(new Uri("metrics", UriKind.Relative), Cancel));

        families.Keys.Except(page.Keys).ShouldBeEmpty("exported and not on the page");
        families.Count.ShouldBeGreaterThan(25);
        foreach (var (name, (type, series)) in families)
        {
            var row = page[name];
            type.ShouldBe(row.Type, name);
            var labels = series.Select(labels => labels.Where(label => label.Key != "le").ToArray()).ToArray();
            labels.Select(set => string.Join(',', set)).Distinct().Count().ShouldBeLessThanOrEqualTo(row.Series, name);
            labels.SelectMany(set => set).ShouldAllBe(label => row.Allows(label.Key, label.Value), name);
        }

        families.Sum(family => family.Value.Series.Count).ShouldBeLessThan(1_000);
    }

    [Fact]
    public async Task Should_say_little_while_nothing_happens()
    {
        await using var platform = await RunningPlatform.StartAsync("memory");

        var families = Families(await platform.Http.GetStringAsync(new Uri("metrics", UriKind.Relative), Cancel));

        families.Sum(family => family.Value.Series.Count).ShouldBeLessThanOrEqualTo(300);
    }

    private static async Task WorkAsync(RunningPlatform platform)
    {
        using var catalog = new StringContent(
            """
            {"id":"a","kind":"music","title":"Slow tide"}
            {"id":"b","kind":"story","title":"A storm"}
            """, Encoding.UTF8, "application/x-ndjson");
        await platform.Http.PostAsync(new Uri("v1/items:import?wait=true", UriKind.Relative), catalog, Cancel);
        foreach (var request in await Samples.ObservationsAsync(Cancel))
        {
            // A machine that runs tests may be slow.
            var patient = request with { Options = new OptionsRequest { DeadlineMs = 10_000 } };
            var answer = await platform.Client.ObserveAsync(patient, Cancel);
            await platform.Client.SendFeedbackAsync(
                new FeedbackRequest
                {
                    Signals =
                    [
                        .. answer.Items.Select(item => new FeedbackSignal
                        {
                            Id = $"{answer.DecisionId}/{item.Id}",
                            DecisionId = answer.DecisionId,
                            ItemId = item.Id,
                            Kind = SignalKind.Like,
                            At = TimeProvider.System.GetUtcNow(),
                        }),
                    ],
                },
                Cancel);
        }

        using var nothing = new StringContent("{}", Encoding.UTF8, "application/json");
        using var refused = await platform.Http.PostAsync(new Uri("v1/observations", UriKind.Relative), nothing, Cancel);
        refused.IsSuccessStatusCode.ShouldBeFalse();
    }

    private static Dictionary<string, Row> Page() =>
        RowPattern().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "metrics.md"))).ToDictionary(
            row => row.Groups["name"].Value,
            row => new Row(
                row.Groups["type"].Value,
                row.Groups["labels"].Value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                    .Select(label => label.Split(':'))
                    .ToDictionary(label => label[0].Trim('`'), label => label[1].Split(',', StringSplitOptions.TrimEntries)),
                int.Parse(row.Groups["series"].Value, System.Globalization.CultureInfo.InvariantCulture)));

    private static Dictionary<string, (string Type, List<Dictionary<string, string>> Series)> Families(string text)
    {
        var families = new Dictionary<string, (string Type, List<Dictionary<string, string>> Series)>();
        var name = "";
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith("# TYPE ", StringComparison.Ordinal))
            {
                var parts = line.Split(' ');
                (name, families[parts[2]]) = (parts[2], (parts[3], []));
            }
            else if (!line.StartsWith('#'))
            {
                families[name].Series.Add(
                    LabelPattern().Matches(line).ToDictionary(label => label.Groups[1].Value, label => label.Groups[2].Value));
            }
        }

        return families;
    }

    private sealed record Row(string Type, Dictionary<string, string[]> Labels, int Series)
    {
        public bool Allows(string label, string value) =>
            Labels.TryGetValue(label, out var values) && (Open.Contains(label) || values.Contains(value));
    }

    [GeneratedRegex(@"^\| `(?<name>\w+)` \| (?<type>\w+) \| [^|]+ \|(?<labels>[^|]*)\| (?<series>\d+) \|", RegexOptions.Multiline)]
    private static partial Regex RowPattern();

    [GeneratedRegex(@"(\w+)=""([^""]*)""")]
    private static partial Regex LabelPattern();
}
