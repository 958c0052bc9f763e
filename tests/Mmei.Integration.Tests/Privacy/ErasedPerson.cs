using System.Net;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Mmei.Integration.Tests.Platform;

namespace Mmei.Integration.Tests.Privacy;

/// <summary>Somebody whose own ids, and those that the caller made for them, can be found again wherever they are kept.</summary>
internal sealed class ErasedPerson(Marker name)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private readonly string _user = $"u-{name.Letters}";
    private readonly List<Guid> _decisions = [];

    /// <summary>
    /// Agrees, is heard and seen three times in a session, and likes and dislikes what was recommended, until all of it counts.
    /// </summary>
    public async Task LiveAsync(RunningPlatform platform, CancellationToken cancellationToken)
    {
        var consent = new UserConsentRequest { Image = true, Audio = true, Purpose = "recommendation" };
        await platform.Client.StoreConsentAsync(_user, consent, cancellationToken);
        var sample = (await Samples.ObservationsAsync(cancellationToken)).First(
            sample => sample is { Text: not null, Image: not null, Audio: not null });
        for (var i = 0; i < 3; i++)
        {
            var answer = await platform.Client.ObserveAsync(
                sample with
                {
                    UserId = _user,
                    SessionId = $"s-{name.Letters}",
                    Consent = null,
                    Options = new OptionsRequest { DeadlineMs = 10_000 },
                },
                cancellationToken);
            answer.Modalities.Values.ShouldAllBe(modality => modality.Status == ModalityStatus.Used);
            _decisions.Add(answer.DecisionId);
            await ReactAsync(platform, answer, cancellationToken);
        }
    }

    public Task<ErasureReceipt> EraseAsync(RunningPlatform platform, CancellationToken cancellationToken) =>
        platform.Client.EraseUserAsync(_user, cancellationToken);

    /// <summary>What each call of the API says that may tell of a person, without the call itself.</summary>
    public async Task<IReadOnlyList<(string Call, string Answer)>> AskAsync(RunningPlatform platform, CancellationToken cancellationToken)
    {
        string[] calls =
        [
            "/v1/policy", "/v1/policy/snapshots", "/v1/experiments", "/v1/items:export?format=ndjson", "/v1/items:export?format=csv",
            "/v1/items:popular?k=100", .. _decisions.Select(decision => $"/v1/decisions/{decision}"),
        ];
        var answers = new List<(string, string)>();
        foreach (var call in calls)
        {
            using var answer = await platform.Http.GetAsync(new Uri(call, UriKind.Relative), cancellationToken);
            answer.StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.NotFound);
            answers.Add(($"GET {call}", await answer.Content.ReadAsStringAsync(cancellationToken)));
        }

        return answers;
    }

    /// <summary>What is known of them; their id is in every such answer, since it was asked for.</summary>
    public Task<UserAnswer> DescribeAsync(RunningPlatform platform, CancellationToken cancellationToken) =>
        platform.Client.GetUserAsync(_user, cancellationToken);

    private async Task ReactAsync(RunningPlatform platform, ObservationAnswer answer, CancellationToken cancellationToken)
    {
        FeedbackSignal[] signals = [Signal(SignalKind.Like, 0), Signal(SignalKind.Dislike, 1)];
        await platform.Client.SendFeedbackAsync(new FeedbackRequest { Signals = signals }, cancellationToken);
        while ((await DescribeAsync(platform, cancellationToken)).Seen.Intersect(signals.Select(signal => signal.ItemId)).Count() < 2)
        {
            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }

        FeedbackSignal Signal(SignalKind kind, int place) => new()
        {
            Id = $"{name.Letters}-{Guid.NewGuid()}",
            DecisionId = answer.DecisionId,
            ItemId = answer.Items[place].Id,
            Kind = kind,
            At = TimeProvider.System.GetUtcNow(),
        };
    }
}
