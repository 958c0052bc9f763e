using FsCheck;
using FsCheck.Fluent;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;

namespace Mmei.Fusion.Tests.Join;

/// <summary>
/// Any order, duplication and subset of an observation's messages, and crashes anywhere, also between the publication of an outcome and the
/// acknowledgement of its messages: one outcome by the deadline, and nothing that stays with the broker or in memory.
/// </summary>
public sealed class When_messages_come_in_any_order
{
    private const int BudgetMs = 100;
    private const int TicketMessage = 0;
    private const int Crash = 7;
    private const int CrashWhilePublishing = 8;

    [Fact]
    public void Should_have_exactly_one_outcome_by_the_deadline() => Hold(Steps(Crash - 1), steps =>
    {
        using var broker = Run(steps);
        return broker is { Unacknowledged: 0, Rented: 0, Published: [var outcome] } && outcome.At <= DeadlineOf(steps);
    });

    [Fact]
    public void Should_have_an_outcome_by_the_deadline_whatever_crashes() => Hold(Steps(CrashWhilePublishing), steps =>
    {
        using var broker = Run(steps);

        // A crash after the publication gives the outcome again, under the same message id: who takes it keeps to the first.
        return broker is { Unacknowledged: 0, Rented: 0, Published.Count: > 0 } && broker.Published[0].At <= DeadlineOf(steps);
    });

    [Fact]
    public void Should_have_exactly_one_outcome_when_no_crash_falls_between_publication_and_acknowledgement() => Hold(Steps(Crash), steps =>
    {
        // A ticket that is sent a second time after a crash cannot be told from a new one here, but by its message id downstream.
        var tickets = 0;
        using var broker = Run(Array.FindAll(steps, step => step.What != TicketMessage || tickets++ == 0));
        return broker.Published.Count == 1;
    });

    [Fact]
    public void Should_never_publish_again_once_the_ticket_is_acknowledged() => Hold(Gen.Choose(1, 5).ArrayOf(), acknowledged =>
    {
        using var broker = new SimulatedBroker();
        foreach (var message in new[] { TicketMessage, 1, 2, 3 })
        {
            broker.Send(fixture => MessageOf(fixture, message));
        }

        // The first acknowledgement, the ticket's, arrives; of the others as many as there are before the crash.
        broker.Publish(acknowledged.Length == 0 ? 1 : acknowledged[0]);
        broker.Crash();
        broker.Rest();
        return broker is { Published.Count: 1, Unacknowledged: 0 };
    });

    private static void Hold<T>(Gen<T> inputs, Func<T, bool> property) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(400), Prop.ForAll(inputs.ToArbitrary(), property));

    /// <summary>Plays the steps, the ticket among them at the latest in the end, and waits until nothing can happen any more.</summary>
    private static SimulatedBroker Run(Step[] steps)
    {
        var broker = new SimulatedBroker();
        var ticket = Array.Exists(steps, step => step.What == TicketMessage) ? [] : new[] { new Step(TicketMessage, AfterMs: 0) };
        foreach (var step in steps.Concat(ticket))
        {
            broker.Advance(TimeSpan.FromMilliseconds(step.AfterMs));
            switch (step.What)
            {
                case Crash:
                    broker.Crash();
                    break;
                case CrashWhilePublishing:
                    broker.Publish(acknowledgementsThatArrive: step.AfterMs % 3);
                    broker.Crash();
                    break;
                default:
                    broker.Send(fixture => MessageOf(fixture, step.What));
                    break;
            }
        }

        broker.Rest();
        return broker;
    }

    private static IPartOfObservation MessageOf(JoinFixture fixture, int message) => message switch
    {
        TicketMessage => fixture.Ticket(BudgetMs, Modality.Image, Modality.Audio, Modality.Text),
        <= 3 => fixture.Encoded((Modality)(message - 1)),
        _ => fixture.Rejection((Modality)(message - 4)),
    };

    /// <summary>A budget after the first ticket was sent; a millisecond more, in which the clock of these tests steps.</summary>
    private static TimeSpan DeadlineOf(Step[] steps)
    {
        var ticket = Array.FindIndex(steps, step => step.What == TicketMessage);
        var sentMs = steps.Take(ticket < 0 ? steps.Length : ticket + 1).Sum(step => step.AfterMs);
        return TimeSpan.FromMilliseconds(sentMs + BudgetMs + 1);
    }

    private static Gen<Step[]> Steps(int last) =>
        Gen.Choose(0, last).SelectMany(what => Gen.Choose(0, 40).Select(after => new Step(what, after))).ArrayOf();

    private sealed record Step(int What, int AfterMs);
}
