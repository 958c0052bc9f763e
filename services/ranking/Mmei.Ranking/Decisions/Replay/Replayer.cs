using System.Globalization;
using Microsoft.Extensions.Options;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.V1;
using Mmei.Ranking.Decisions.Keep;
using Mmei.Ranking.Rank;

namespace Mmei.Ranking.Decisions.Replay;

/// <summary>Makes a recorded decision again and compares it with what was decided, bit for bit.</summary>
internal sealed class Replayer(InputsOfRecords inputsOfRecords, RankingInstruments instruments)
{
    // What differs beyond these says nothing new.
    private const int MostDifferences = 100;

    public async Task<ReplayAnswer> ReplayAsync(DecisionRecord record, CancellationToken cancellationToken)
    {
        var rebuilt = await inputsOfRecords.RebuildAsync(record, cancellationToken);
        var slate = rebuilt.Inputs is { } inputs ? new Ranker(Options.Create(record.Weights)).Rank(inputs) : null;
        var differences = slate is null ? [] : Differences(record, slate).ToList();
        var outcome = slate is null ? ReplayOutcome.Impossible
            : differences.Count > 0 ? ReplayOutcome.Different
            : ReplayOutcome.Identical;
        instruments.Replayed(outcome.ToString().ToLowerInvariant());
        return new ReplayAnswer
        {
            DecisionId = record.DecisionId,
            Outcome = outcome,
            Lacks = rebuilt.Lacks,
            Differences = [.. differences.Take(MostDifferences)],
        };
    }

    private static IEnumerable<ReplayDifference> Differences(DecisionRecord record, Slate slate)
    {
        var made = DecisionRecorded.PlacesOf(slate);
        if (record.Policy.Explored != slate.Explored)
        {
            yield return Differing(0, "explored", $"{record.Policy.Explored}", $"{slate.Explored}");
        }

        for (var place = 0; place < Math.Max(made.Count, record.Slate.Count); place++)
        {
            var (then, now) = (record.Slate.ElementAtOrDefault(place), made.ElementAtOrDefault(place));
            if (then?.Id != now?.Id)
            {
                yield return Differing(place + 1, "item", then?.Id, now?.Id);
                continue;
            }

            foreach (var (first, second) in Numbers(then!).Zip(Numbers(now!)).Where(pair => !IsSame(pair.First.Value, pair.Second.Value)))
            {
                yield return Differing(place + 1, first.Name, Exact(first.Value), Exact(second.Value));
            }
        }
    }

    private static IEnumerable<(string Name, double Value)> Numbers(RecordedPlace place) =>
        ScorePartsOf(place.Parts).Append(("similarity", place.Similarity)).Append(("propensity", place.Propensity));

    private static IEnumerable<(string Name, double Value)> ScorePartsOf(ScoreParts parts) =>
    [
        ("congruence", parts.Congruence),
        ("intent", parts.Intent),
        ("said", parts.Said),
        ("affinity", parts.Affinity),
        ("quality", parts.Quality),
        ("policy", parts.Policy),
        ("boost", parts.Boost),
        ("diversity", parts.Diversity),
    ];

    private static bool IsSame(double then, double now) => BitConverter.DoubleToInt64Bits(then) == BitConverter.DoubleToInt64Bits(now);

    private static string Exact(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static ReplayDifference Differing(int position, string part, string? recorded, string? replayed) =>
        new() { Position = position, Part = part, Recorded = recorded, Replayed = replayed };
}
