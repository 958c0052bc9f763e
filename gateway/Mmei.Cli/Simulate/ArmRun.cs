using Mmei.Cli.Demo;
using Mmei.Cli.Simulate.World;
using Mmei.Client;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;

namespace Mmei.Cli.Simulate;

/// <summary>Lives all sessions of all people in one arm: one session of everybody after the other, as days go by.</summary>
internal sealed class ArmRun(MmeiClient platform, SimulatedWorld world, Arm arm, int deadlineMs, TimeProvider time)
{
    private const double SecondsToIndex = 180;

    private readonly Fatigue[] _fatigue = [.. world.People.Select(_ => new Fatigue())];
    private readonly double?[] _last = new double?[world.People.Count];
    private readonly List<Visit> _visits = [];

    public async Task<ArmResult> RunAsync(int sessions, Stream catalog, CancellationToken cancellationToken)
    {
        await FillAsync(catalog, cancellationToken);
        for (var session = 0; session < sessions; session++)
        {
            foreach (var person in world.People)
            {
                // Who missed a session comes to the next.
                if (_last[person.Number] is { } satisfaction && !Behaviour.Returns(world, person, session, satisfaction))
                {
                    _last[person.Number] = null;
                    continue;
                }

                var visit = await VisitAsync(person, session, cancellationToken);
                _last[person.Number] = visit.Looks.Average(look => look.Utility);
                _visits.Add(visit);
            }
        }

        return new ArmResult(arm, _visits);
    }

    private async Task FillAsync(Stream catalog, CancellationToken cancellationToken)
    {
        var report = await platform.ImportItemsAsync(catalog, cancellationToken);
        var status = await Polling.UntilAsync(
            platform.GetCatalogStatusAsync, static status => status.Indexed >= status.Items, time, TimeSpan.FromSeconds(SecondsToIndex),
            cancellationToken);
        if (report.Rejected > 0 || status.Indexed < status.Items)
        {
            throw new SimulationFailedException(
                $"{arm.Name}: {report.Rejected} items were refused, {status.Indexed} of {status.Items} can be recommended.");
        }
    }

    private async Task<Visit> VisitAsync(Inhabitant person, int session, CancellationToken cancellationToken)
    {
        var feels = person.Feels(world.Dice, session);
        var fatigue = _fatigue[person.Number];
        fatigue.Begin(session);
        var all = world.Things.Select(thing => SimulatedWorld.Utility(person, feels, thing)).ToArray();
        var (looks, lists, recognised) = (new List<Look>(), new List<double>(), new List<Emotion>());
        for (var round = 0; round < Behaviour.Rounds; round++)
        {
            var moment = new Moment(session, round);
            var answer = await platform.ObserveAsync(ToRequest(person, feels, moment), cancellationToken);
            if (answer.Items.Count == 0)
            {
                throw new SimulationFailedException($"{arm.Name}: nothing was recommended to person {person.Number}.");
            }

            recognised.Add(answer.Emotion.Label);
            Thing[] slate = [.. answer.Items.Select(item => world.Find(item.Id))];
            lists.Add(Ndcg.Of([.. slate.Select(thing => SimulatedWorld.Utility(person, feels, thing))], all));
            var seen = Behaviour.LookAt(world, person, feels, moment, slate, fatigue);
            looks.AddRange(seen);
            if (arm.Learns)
            {
                var signals = new FeedbackRequest { Signals = [.. seen.SelectMany(look => ToSignals(answer.DecisionId, look))] };
                await platform.SendFeedbackAsync(signals, cancellationToken);
            }

            if (Behaviour.Leaves(world, person, moment, seen.Average(look => look.Utility)))
            {
                break;
            }
        }

        return new Visit(person.Number, session, feels, recognised, looks, lists.Average());
    }

    private ObservationRequest ToRequest(Inhabitant person, Emotion feels, Moment moment) => arm.Channel.Show(person, feels, moment) with
    {
        UserId = $"p-{person.Number}",
        Options = new OptionsRequest { K = Behaviour.Slate, ExcludeSeen = false, DeadlineMs = deadlineMs, Explain = false },
    };

    private IEnumerable<FeedbackSignal> ToSignals(Guid decision, Look look)
    {
        yield return Signal(SignalKind.Dwell, Math.Round(look.Seconds, 1));
        yield return look.Held ? Signal(SignalKind.Complete, look.Utility) : Signal(SignalKind.Skip, null);
        if (look.Opinion is { } opinion)
        {
            yield return Signal(opinion, null);
        }

        FeedbackSignal Signal(SignalKind kind, double? value) => new()
        {
            Id = $"{decision}/{look.Item}/{kind}",
            DecisionId = decision,
            ItemId = look.Item,
            Kind = kind,
            Value = value,
            At = time.GetUtcNow(),
        };
    }
}
