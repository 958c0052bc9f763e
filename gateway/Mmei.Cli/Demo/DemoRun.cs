using Mmei.Cli.Observe;
using Mmei.Client;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Spectre.Console;

namespace Mmei.Cli.Demo;

/// <summary>Tells the story: fill the catalog, perceive people, recommend, take feedback, recommend again.</summary>
internal sealed class DemoRun(MmeiClient platform, IAnsiConsole console, TimeProvider time, TimeSpan timeout)
{
    private const int ItemsShown = 5;
    private const int SlateSize = 10;

    /// <summary>Samples are drawn and synthesised; data sets hold people who agreed to be in them.</summary>
    private static readonly ConsentRequest Agreed = new() { Image = true, Audio = true, Purpose = "demonstration" };

    public async Task<DemoReport> RunAsync(string catalog, IReadOnlyList<Person> people, CancellationToken cancellationToken)
    {
        await FillCatalogAsync(catalog, cancellationToken);
        var deadlineMs = (await platform.GetLimitsAsync(cancellationToken)).MaxDeadlineMs;
        var perceived = new List<Perceived>();
        foreach (var person in people)
        {
            perceived.Add(await PerceiveAsync(person, deadlineMs, cancellationToken));
        }

        var subject = perceived.MaxBy(observation => observation.Answer.Items.Count)
            ?? throw new UsageException("There is nobody to perceive.");
        var report = new DemoReport(perceived, await LearnAsync(subject, deadlineMs, cancellationToken));
        Conclude(report);
        return report;
    }

    private async Task FillCatalogAsync(string catalog, CancellationToken cancellationToken)
    {
        await using var rows = File.OpenRead(catalog);
        var report = await platform.ImportItemsAsync(rows, cancellationToken);
        console.WriteLine($"Catalog: {report.Accepted} items stored, {report.Unchanged} known already.");
        if (report.Errors is [var first, ..])
        {
            throw new DemoFailedException($"{catalog}, line {first.Line}: {first.Reason} ({report.Rejected} rows were refused)");
        }

        var status = await Polling.UntilAsync(
            platform.GetCatalogStatusAsync, static status => status.Indexed >= status.Items, time, timeout, cancellationToken);
        console.WriteLine($"Index: {status.Indexed} of {status.Items} items can be recommended.");
        if (status.Indexed < status.Items)
        {
            throw new DemoFailedException($"After {timeout.TotalSeconds:0} s only {status.Indexed} of {status.Items} items are indexed.");
        }
    }

    private async Task<Perceived> PerceiveAsync(Person person, int deadlineMs, CancellationToken cancellationToken)
    {
        var answer = await platform.ObserveAsync(ToRequest(person, deadlineMs), cancellationToken);
        console.WriteLine();
        console.Write(new Rule(Markup.Escape(Introduce(person))) { Justification = Justify.Left });
        if (person.Text is { } words)
        {
            console.WriteLine($"says        {words}");
        }

        if (person.TrueEmotion is { } truth)
        {
            console.WriteLine($"labelled    {truth.ToString().ToLowerInvariant()}{(truth == answer.Emotion.Label ? ", as recognised" : "")}");
        }

        console.Write(new AnswerView(answer, ItemsShown));
        return new Perceived(person, answer);
    }

    /// <summary>The person enjoys an item from the middle of the slate, and is asked again until that shows.</summary>
    private async Task<RankingMove> LearnAsync(Perceived subject, int deadlineMs, CancellationToken cancellationToken)
    {
        var slate = subject.Answer;
        if (slate.Items.Count < 2)
        {
            throw new DemoFailedException("No slate has two items, so none can rise.");
        }

        var favourite = slate.Items[slate.Items.Count / 2];
        console.WriteLine();
        console.Write(new Rule(Markup.Escape($"{subject.Person.UserId} enjoys {favourite.Id}, at position {favourite.Position}")) { Justification = Justify.Left });
        await platform.SendFeedbackAsync(new FeedbackRequest { Signals = Enjoyment(slate.DecisionId, favourite.Id) }, cancellationToken);

        var request = ToRequest(subject.Person, deadlineMs);
        var move = await Polling.UntilAsync(
            async stop => new RankingMove { Before = slate, After = await platform.ObserveAsync(request, stop), Rewarded = favourite.Id },
            static move => move.Rose,
            time,
            timeout,
            cancellationToken);
        console.Write(new MoveView(move));
        return move;
    }

    private IReadOnlyList<FeedbackSignal> Enjoyment(Guid decisionId, string itemId)
    {
        return [Signal(SignalKind.Like), Signal(SignalKind.Dwell, 180), Signal(SignalKind.Complete, 1), Signal(SignalKind.Replay)];

        FeedbackSignal Signal(SignalKind kind, double? value = null) => new()
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()).ToString(),
            DecisionId = decisionId,
            ItemId = itemId,
            Kind = kind,
            Value = value,
            At = time.GetUtcNow(),
        };
    }

    private void Conclude(DemoReport report)
    {
        console.WriteLine();
        foreach (var failure in report.Failures)
        {
            console.WriteLine($"Failed: {failure}");
        }

        if (report.Failures.Count == 0)
        {
            console.WriteLine($"Everything held for {report.Observations.Count} people: weights sum to 1, parts sum to scores, and {report.Ranking.Rewarded} rose.");
        }
    }

    // The longest deadline: a demonstration may run on a slow machine, with models that have just been loaded.
    private static ObservationRequest ToRequest(Person person, int deadlineMs) => new()
    {
        UserId = person.UserId,
        SessionId = person.SessionId,
        Text = person.Text,
        Image = person.ImageBytes,
        Audio = person.AudioBytes,
        Consent = Agreed,
        Options = new OptionsRequest { K = SlateSize, DeadlineMs = deadlineMs, Explain = true },
    };

    private static string Introduce(Person person) => person.Note is { } note ? $"{person.UserId}: {note}" : person.UserId;
}
