using Mmei.Contracts.Taxonomy;

namespace Mmei.Fusion.Tests.Join;

public sealed class When_time_is_up : IDisposable
{
    private readonly JoinFixture _fixture = new();

    [Fact]
    public void Should_finish_with_what_is_there_and_say_it_is_degraded()
    {
        _fixture.Open(_fixture.Ticket(1000, Modality.Image, Modality.Text));
        _fixture.Add(_fixture.Encoded(Modality.Text));
        _fixture.Time.Advance(TimeSpan.FromMilliseconds(999));
        _fixture.Ready().ShouldBeEmpty();

        _fixture.Time.Advance(TimeSpan.FromMilliseconds(1));

        var joined = _fixture.Ready().ShouldHaveSingleItem();
        joined.Degraded.ShouldBeTrue();
        joined.Results(_ => 1).Single(result => result.Modality == Modality.Image).Status.ShouldBe(ModalityStatus.Missing);
    }

    [Fact]
    public void Should_finish_with_nothing_when_nothing_came()
    {
        _fixture.Open(_fixture.Ticket(10, Modality.Image));

        _fixture.Time.Advance(TimeSpan.FromMilliseconds(10));

        _fixture.Ready().ShouldHaveSingleItem().Encoded.ShouldBeEmpty();
    }

    [Fact]
    public void Should_keep_each_observations_own_deadline()
    {
        _fixture.Open(_fixture.Ticket(1000, Modality.Image));
        _fixture.Open(_fixture.Ticket(200, Modality.Image) with { ObservationId = Guid.Parse("01930000-0000-7000-8000-000000000002") });

        _fixture.Time.Advance(TimeSpan.FromMilliseconds(200));
        _fixture.Ready().ShouldHaveSingleItem().Ticket.BudgetMs.ShouldBe(200);

        _fixture.Time.Advance(TimeSpan.FromMilliseconds(800));
        _fixture.Ready().ShouldHaveSingleItem().Ticket.BudgetMs.ShouldBe(1000);
    }

    [Fact]
    public void Should_count_the_time_a_ticket_was_on_its_way()
    {
        _fixture.Open(_fixture.Ticket(1000, Modality.Image), age: TimeSpan.FromMilliseconds(600));

        _fixture.Time.Advance(TimeSpan.FromMilliseconds(400));

        _fixture.Ready().ShouldHaveSingleItem();
    }

    [Fact]
    public void Should_finish_at_once_what_comes_after_its_time()
    {
        _fixture.Add(_fixture.Encoded(Modality.Text));
        _fixture.Open(_fixture.Ticket(1000, Modality.Image, Modality.Text), age: TimeSpan.FromSeconds(30));

        _fixture.Time.Advance(TimeSpan.Zero);

        _fixture.Ready().ShouldHaveSingleItem().Encoded.Keys.ShouldBe([Modality.Text]);
    }

    [Fact]
    public void Should_wait_for_what_comes_again_behind_a_ticket_whose_time_was_up_before()
    {
        _fixture.Open(_fixture.Ticket(1000, Modality.Image, Modality.Text), age: TimeSpan.FromSeconds(30), redelivered: true);
        _fixture.Time.Advance(TimeSpan.FromMilliseconds(900));
        _fixture.Add(_fixture.Encoded(Modality.Text));
        _fixture.Ready().ShouldBeEmpty();

        _fixture.Time.Advance(TimeSpan.FromMilliseconds(100));

        _fixture.Ready().ShouldHaveSingleItem().Encoded.Keys.ShouldBe([Modality.Text]);
    }

    [Fact]
    public void Should_drop_a_modality_whose_ticket_never_came()
    {
        var text = _fixture.Add(_fixture.Encoded(Modality.Text));

        _fixture.Time.Advance(TimeSpan.FromSeconds(15));

        text.IsAcknowledged.ShouldBeTrue();
        _fixture.Table.OpenJoins.ShouldBe(0);
    }

    public void Dispose() => _fixture.Dispose();
}
