using Mmei.Contracts.Taxonomy;

namespace Mmei.Fusion.Tests.Join;

public sealed class When_a_shard_is_lost : IDisposable
{
    private readonly JoinFixture _fixture = new();

    [Fact]
    public void Should_forget_what_is_open_without_acknowledging_it()
    {
        var ticket = _fixture.Open(_fixture.Ticket(1000, Modality.Image));

        _fixture.Table.AbandonAsync().IsCompletedSuccessfully.ShouldBeTrue();
        _fixture.Time.Advance(TimeSpan.FromSeconds(30));

        ticket.IsAcknowledged.ShouldBeFalse();
        _fixture.Ready().ShouldBeEmpty();
        _fixture.Table.OpenJoins.ShouldBe(0);
    }

    [Fact]
    public void Should_wait_for_the_outcome_of_what_is_over()
    {
        var ticket = _fixture.Open(_fixture.Ticket(1000, Modality.Text));
        _fixture.Add(_fixture.Encoded(Modality.Text));

        var abandoned = _fixture.Table.AbandonAsync();
        abandoned.IsCompleted.ShouldBeFalse();
        _fixture.Table.Acknowledge(_fixture.Id);

        abandoned.IsCompletedSuccessfully.ShouldBeTrue();
        ticket.IsAcknowledged.ShouldBeTrue();
    }

    [Fact]
    public void Should_join_anew_what_comes_again()
    {
        _fixture.Open(_fixture.Ticket(1000, Modality.Text));
        _ = _fixture.Table.AbandonAsync();

        var ticket = _fixture.Open(_fixture.Ticket(1000, Modality.Text), age: TimeSpan.FromMilliseconds(100));
        var text = _fixture.Add(_fixture.Encoded(Modality.Text));
        _fixture.Ready().ShouldHaveSingleItem();
        _fixture.Table.Acknowledge(_fixture.Id);

        (ticket.IsAcknowledged && text.IsAcknowledged).ShouldBeTrue();
    }

    public void Dispose() => _fixture.Dispose();
}
