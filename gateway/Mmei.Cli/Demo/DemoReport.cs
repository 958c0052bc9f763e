using System.Text.Json;
using System.Text.Json.Nodes;
using Mmei.Client;

namespace Mmei.Cli.Demo;

/// <summary>What the demonstration saw, and what of it did not hold.</summary>
internal sealed record DemoReport(IReadOnlyList<Perceived> Observations, RankingMove Ranking)
{
    private const double Tolerance = 1e-6;

    /// <summary>The claims that did not hold, one sentence each.</summary>
    public IReadOnlyList<string> Failures { get; } = [.. Observations.SelectMany(Check), .. Check(Ranking)];

    /// <summary>Every answer as the API gives it, with its input beside; and the two slates.</summary>
    public JsonObject ToJson() => new()
    {
        ["observations"] = new JsonArray([.. Observations.Select(ToJson)]),
        ["ranking"] = new JsonObject
        {
            ["before"] = Ids(Ranking.Before),
            ["after"] = Ids(Ranking.After),
            ["rewarded"] = Ranking.Rewarded,
            ["rewardedBefore"] = Ranking.PositionBefore,
            ["rewardedAfter"] = Ranking.PositionAfter,
        },
    };

    private static JsonObject ToJson(Perceived perceived)
    {
        var answer = JsonSerializer.SerializeToNode(perceived.Answer, MmeiJson.Options)!.AsObject();
        answer.Insert(0, "input", JsonSerializer.SerializeToNode(perceived.Person, MmeiJson.Options));
        return answer;
    }

    private static JsonArray Ids(Contracts.Api.V1.ObservationAnswer slate) => [.. slate.Items.Select(item => JsonValue.Create(item.Id))];

    private static IEnumerable<string> Check(Perceived perceived)
    {
        var who = perceived.Person.UserId;
        var weights = perceived.Answer.Modalities.Values.Sum(modality => modality.Weight ?? 0);
        if (!(Math.Abs(weights - 1) <= Tolerance))
        {
            yield return $"{who}: the weights sum to {weights}, not to 1.";
        }

        if (perceived.Answer.Items.Count == 0)
        {
            yield return $"{who}: nothing was recommended.";
        }

        foreach (var item in perceived.Answer.Items)
        {
            var parts = item.Explanation is { } why
                ? why.Congruence + why.Intent + why.Said + why.Affinity + why.Quality + why.Policy + why.Boost + why.Diversity
                : double.NaN;
            if (!(Math.Abs(parts - item.Score) <= Tolerance))
            {
                yield return $"{who}: the parts of {item.Id} sum to {parts}, not to its score {item.Score}.";
            }
        }
    }

    private static IEnumerable<string> Check(RankingMove ranking)
    {
        if (!ranking.Rose)
        {
            yield return $"{ranking.Rewarded} did not rise: position {ranking.PositionBefore} before, {ranking.PositionAfter?.ToString() ?? "none"} after.";
        }
    }
}
