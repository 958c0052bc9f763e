using System.Globalization;
using Mmei.Contracts.Api.V1;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Mmei.Cli.Decisions;

/// <summary>The record of a recommendation as people read it.</summary>
internal sealed class DecisionView(DecisionAnswer decision) : IRenderable
{
    private readonly Rows _rows = new(Lines(decision).Append(Items(decision)));

    public Measurement Measure(RenderOptions options, int maxWidth) => ((IRenderable)_rows).Measure(options, maxWidth);

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => ((IRenderable)_rows).Render(options, maxWidth);

    private static IEnumerable<IRenderable> Lines(DecisionAnswer decision)
    {
        var (madeAt, policy) = (decision.MadeAt.ToString("u", CultureInfo.InvariantCulture), decision.Policy);
        yield return new Text($"made        {madeAt}{(decision.UserId is { } user ? $" for {user}" : "")}");
        yield return new Text($"emotion     {Name(decision.Emotion.Label)}, confidence {Number(decision.Emotion.Confidence)}");
        yield return new Text($"intent      {Name(decision.Intent.Label)}, confidence {Number(decision.Intent.Confidence)}");
        yield return new Text($"mood        {Name(decision.Mood.Goal)}{(decision.Mood.Asked ? ", as asked" : "")}");
        yield return new Text($"candidates  {decision.Candidates.Count}");
        yield return new Text($"policy      {policy.Name} version {policy.Version}{(policy.Explored ? ", exploring" : "")}");
    }

    private static Table Items(DecisionAnswer decision)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("#", "item", "title", "score", "propensity");
        foreach (var item in decision.Items)
        {
            table.AddRow(
                new Text(item.Position.ToString(CultureInfo.InvariantCulture)),
                new Text(item.Id),
                new Text(item.Title ?? "(not in the catalog any more)"),
                new Text(Number(item.Score)),
                new Text(Number(item.Propensity)));
        }

        return table;
    }

    private static string Name<TLabel>(TLabel label)
        where TLabel : struct, Enum => label.ToString().ToLowerInvariant();

    private static string Number(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
