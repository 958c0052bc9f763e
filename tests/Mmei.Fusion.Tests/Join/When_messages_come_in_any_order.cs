using FsCheck;
using FsCheck.Fluent;
using Mmei.Contracts.V1;

namespace Mmei.Fusion.Tests.Join;

/// <summary>Any order, duplication and subset of an observation's messages gives exactly one outcome, by the deadline.</summary>
public sealed class When_messages_come_in_any_order
{
    private const int TicketMessage = 0;

    [Fact]
    public void Should_have_exactly_one_outcome_by_the_deadline() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(500),
            Prop.ForAll(Deliveries().ToArbitrary(), HasExactlyOneOutcome));

    private static bool HasExactlyOneOutcome(Delivery[] deliveries)
    {
        using var fixture = new JoinFixture(orphanSeconds: 60);
        List<Task> acknowledgements = [];
        var outcomes = 0;
        foreach (var delivery in deliveries.Append(new Delivery(TicketMessage, AfterMs: 0)))
        {
            fixture.Time.Advance(TimeSpan.FromMilliseconds(delivery.AfterMs));
            acknowledgements.Add(Deliver(fixture, delivery.Message));
            outcomes += PublishReady(fixture);
        }

        fixture.Time.Advance(TimeSpan.FromMilliseconds(100));
        outcomes += PublishReady(fixture);
        return outcomes == 1 && acknowledgements.TrueForAll(task => task.IsCompletedSuccessfully) && fixture.Table.OpenJoins == 0;
    }

    private static Task Deliver(JoinFixture fixture, int message) => message switch
    {
        TicketMessage => fixture.Table.OpenAsync(fixture.Ticket(100, Modality.Image, Modality.Audio, Modality.Text)),
        <= 3 => fixture.Table.AddAsync(fixture.Part((Modality)(message - 1))),
        _ => fixture.Table.RejectAsync(fixture.Rejection((Modality)(message - 4))),
    };

    private static int PublishReady(JoinFixture fixture)
    {
        var ready = fixture.Ready();
        ready.ForEach(joined => fixture.Table.Settle(joined.Ticket.ObservationId));
        return ready.Count;
    }

    private static Gen<Delivery[]> Deliveries() =>
        Gen.Choose(0, 6).SelectMany(message => Gen.Choose(0, 60).Select(after => new Delivery(message, after))).ArrayOf();

    private sealed record Delivery(int Message, int AfterMs);
}
