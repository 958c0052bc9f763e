using System.Globalization;
using Mmei.Contracts.Api.V1;

namespace Mmei.Cli.Watch;

/// <summary>A line of the timeline: what is felt now, what the session has come to, what is wanted, and what fits best.</summary>
internal static class Moment
{
    private const int BarWidth = 10;

    public static string Head { get; } = Line("time", "now", "", "in the session", "wants", "fits best");

    public static string Line(DateTimeOffset at, ObservationAnswer answer) => Line(
        at.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
        string.Create(CultureInfo.InvariantCulture, $"{Name(answer.Emotion.Label)} {answer.Emotion.Confidence:0.00}"),
        new string('#', (int)Math.Round(answer.Emotion.Confidence * BarWidth)),
        answer.Session is { } session
            ? $"{Name(session.Current)}{(session.Changed is { } change ? $", {Name(change.From)} before" : "")}"
            : "",
        Name(answer.Intent.Label),
        answer.Items is [var first, ..] ? $"{first.Id} {first.Title}" : "");

    private static string Line(string time, string now, string bar, string session, string wants, string fits) =>
        $"{time,-8}  {now,-13}  {bar,-BarWidth}  {session,-26}  {wants,-9}  {fits}".TrimEnd();

    private static string Name<TLabel>(TLabel label)
        where TLabel : struct, Enum => label.ToString().ToLowerInvariant();
}
