using System.Globalization;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Mmei.Cli.Observe;

/// <summary>An answer as people read it: what was perceived, by which modality, and the items with their reasons.</summary>
internal sealed class AnswerView(ObservationAnswer answer, int items = int.MaxValue) : IRenderable
{
    private readonly Rows _rows = new(Lines(answer).Append(Items(answer, items)));

    public Measurement Measure(RenderOptions options, int maxWidth) => ((IRenderable)_rows).Measure(options, maxWidth);

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => ((IRenderable)_rows).Render(options, maxWidth);

    private static IEnumerable<IRenderable> Lines(ObservationAnswer answer)
    {
        yield return new Text($"emotion     {Describe(answer.Emotion)}");
        yield return new Text($"intent      {Describe(answer.Intent)}");
        yield return new Text($"mood        {Name(answer.Mood.Goal)}{(answer.Mood.Asked ? ", as asked" : "")}");
        if (answer.Session is { } session)
        {
            yield return new Text($"session     {Describe(session)}");
        }

        yield return new Text($"modalities  {string.Join("   ", answer.Modalities.Select(Describe))}");
        yield return new Text(
            $"policy      {answer.Policy.Name} version {answer.Policy.Version}{(answer.Policy.Explored ? ", exploring" : "")}   " +
            $"{Number(answer.TimingsMs["total"], "0")} ms{Lacking(answer)}");
        if (answer.ItemsBeingIndexed is { } behind)
        {
            yield return new Text($"catalog     {behind} items are still being indexed");
        }
    }

    private static string Lacking(ObservationAnswer answer) => answer switch
    {
        { Fallback: Fallback.Popular } => "   degraded: the index is away, this is what was popular",
        { Fallback: Fallback.Newest } => "   degraded: the index is away, this is what is new",
        { Degraded: true } => "   degraded: something came too late",
        _ => "",
    };

    private static string Describe<TLabel>(Recognition<TLabel> recognition)
        where TLabel : struct, Enum
    {
        var likely = recognition.Probabilities.OrderByDescending(entry => entry.Value).Take(3)
            .Select(entry => $"{Name(entry.Key)} {Number(entry.Value, "0.00")}");
        return $"{Name(recognition.Label)}, confidence {Number(recognition.Confidence, "0.00")}   ({string.Join(", ", likely)})";
    }

    private static string Describe(SessionAnswer session) =>
        $"{Name(session.Current)}{(session.Changed is { } change ? $", {Name(change.From)} before" : "")}   (observation {session.Observations})";

    private static string Describe(KeyValuePair<Modality, ModalityAnswer> modality) => modality.Value is { Weight: { } weight }
        ? $"{Name(modality.Key)} {Number(weight, "0.00")}"
        : $"{Name(modality.Key)} {Name(modality.Value.Status)} ({modality.Value.Reason})";

    private static Table Items(ObservationAnswer answer, int count)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("#", "item", "kind", "title", "score", "because of");
        foreach (var item in answer.Items.Take(count))
        {
            table.AddRow(
                new Text(item.Position.ToString(CultureInfo.InvariantCulture)),
                new Text(item.Id),
                new Text(Name(item.Kind)),
                new Text(item.Title),
                new Text(Number(item.Score, "0.000")),
                new Text(item.Explanation is { } explanation ? Reasons(explanation) : ""));
        }

        return table;
    }

    private static string Reasons(Explanation explanation) => string.Join(", ", Parts(explanation)
        .Where(part => Math.Abs(part.Value) >= 0.0005)
        .OrderByDescending(part => Math.Abs(part.Value))
        .Select(part => $"{part.Name} {Number(part.Value, "+0.000;-0.000")}")
        .Concat(explanation.Rules));

    private static IEnumerable<(string Name, double Value)> Parts(Explanation explanation) =>
    [
        ("congruence", explanation.Congruence),
        ("intent", explanation.Intent),
        ("said", explanation.Said),
        ("affinity", explanation.Affinity),
        ("quality", explanation.Quality),
        ("policy", explanation.Policy),
        ("boost", explanation.Boost),
        ("diversity", explanation.Diversity),
    ];

    private static string Name<TLabel>(TLabel label)
        where TLabel : struct, Enum => label.ToString().ToLowerInvariant();

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
