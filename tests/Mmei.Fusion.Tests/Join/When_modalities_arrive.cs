using Mmei.Contracts.V1;

namespace Mmei.Fusion.Tests.Join;

public sealed class When_modalities_arrive : IDisposable
{
    private readonly JoinFixture _fixture = new();

    [Fact]
    public void Should_join_once_everything_expected_is_there()
    {
        _ = _fixture.Table.OpenAsync(_fixture.Ticket(1000, Modality.Image, Modality.Text));
        _ = _fixture.Table.AddAsync(_fixture.Part(Modality.Text));
        _fixture.Ready().ShouldBeEmpty();

        _ = _fixture.Table.AddAsync(_fixture.Part(Modality.Image));

        var joined = _fixture.Ready().ShouldHaveSingleItem();
        joined.Degraded.ShouldBeFalse();
        joined.Parts.Keys.ShouldBe([Modality.Text, Modality.Image], ignoreOrder: true);
    }

    [Fact]
    public void Should_join_when_the_ticket_comes_last()
    {
        _ = _fixture.Table.AddAsync(_fixture.Part(Modality.Audio));
        _fixture.Ready().ShouldBeEmpty();

        _ = _fixture.Table.OpenAsync(_fixture.Ticket(1000, Modality.Audio));

        _fixture.Ready().ShouldHaveSingleItem();
    }

    [Fact]
    public void Should_count_a_rejected_modality_as_settled_and_not_as_degraded()
    {
        _ = _fixture.Table.OpenAsync(_fixture.Ticket(1000, Modality.Image, Modality.Text));
        _ = _fixture.Table.RejectAsync(_fixture.Rejection(Modality.Image));
        _ = _fixture.Table.AddAsync(_fixture.Part(Modality.Text));

        var joined = _fixture.Ready().ShouldHaveSingleItem();
        joined.Degraded.ShouldBeFalse();
        var image = joined.Results(_ => 1).Single(result => result.Modality == Modality.Image);
        image.Status.ShouldBe(ModalityStatus.Rejected);
        image.Reason.ShouldBe("not a picture");
    }

    [Fact]
    public void Should_pass_on_why_an_encoder_refused_and_how_fit_a_medium_was()
    {
        var quality = new MediaQuality { SilentShare = 0.9, Warnings = [QualityWarning.MostlySilent] };
        _ = _fixture.Table.OpenAsync(_fixture.Ticket(1000, Modality.Image, Modality.Audio));
        _ = _fixture.Table.RejectAsync(_fixture.Rejection(Modality.Image, RejectionCode.Overloaded) with { RetryAfterMs = 250 });
        _ = _fixture.Table.AddAsync(_fixture.Part(Modality.Audio) with { Quality = quality });

        var results = _fixture.Ready().ShouldHaveSingleItem().Results(_ => 1);

        var image = results.Single(result => result.Modality == Modality.Image);
        (image.Code, image.RetryAfterMs).ShouldBe((RejectionCode.Overloaded, 250));
        results.Single(result => result.Modality == Modality.Audio).Quality.ShouldBe(quality);
    }

    [Theory]
    [InlineData(RejectionCode.Overloaded)]
    [InlineData(RejectionCode.Failed)]
    public void Should_call_a_modality_missing_when_its_encoder_is_at_fault(RejectionCode code)
    {
        _ = _fixture.Table.OpenAsync(_fixture.Ticket(1000, Modality.Image, Modality.Text));
        _ = _fixture.Table.RejectAsync(_fixture.Rejection(Modality.Image, code));
        _ = _fixture.Table.AddAsync(_fixture.Part(Modality.Text));

        var joined = _fixture.Ready().ShouldHaveSingleItem();
        joined.Degraded.ShouldBeTrue();
        joined.Results(_ => 1).Single(result => result.Modality == Modality.Image).Status.ShouldBe(ModalityStatus.Missing);
    }

    [Fact]
    public void Should_acknowledge_only_what_has_been_published()
    {
        var ticket = _fixture.Table.OpenAsync(_fixture.Ticket(1000, Modality.Text));
        var part = _fixture.Table.AddAsync(_fixture.Part(Modality.Text));
        _fixture.Ready().ShouldHaveSingleItem();
        (ticket.IsCompleted || part.IsCompleted).ShouldBeFalse();

        _fixture.Table.Settle(_fixture.Id);

        (ticket.IsCompletedSuccessfully && part.IsCompletedSuccessfully).ShouldBeTrue();
    }

    [Fact]
    public async Task Should_fail_every_message_when_the_outcome_cannot_be_published()
    {
        var ticket = _fixture.Table.OpenAsync(_fixture.Ticket(1000, Modality.Text));
        var part = _fixture.Table.AddAsync(_fixture.Part(Modality.Text));

        _fixture.Table.Fail(_fixture.Id, new IOException("no broker"));

        await Should.ThrowAsync<IOException>(ticket);
        await Should.ThrowAsync<IOException>(part);
        _fixture.Table.OpenJoins.ShouldBe(0);
    }

    [Fact]
    public void Should_acknowledge_a_late_part_at_once()
    {
        _ = _fixture.Table.OpenAsync(_fixture.Ticket(1000, Modality.Text));
        _ = _fixture.Table.AddAsync(_fixture.Part(Modality.Text));
        _fixture.Table.Settle(_fixture.Id);

        _fixture.Table.AddAsync(_fixture.Part(Modality.Text)).IsCompletedSuccessfully.ShouldBeTrue();
        _fixture.Table.OpenJoins.ShouldBe(0);
    }

    public void Dispose() => _fixture.Dispose();
}
