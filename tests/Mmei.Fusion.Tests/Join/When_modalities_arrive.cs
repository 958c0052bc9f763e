using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;

namespace Mmei.Fusion.Tests.Join;

public sealed class When_modalities_arrive : IDisposable
{
    private readonly JoinFixture _fixture = new();

    [Fact]
    public void Should_join_once_everything_expected_is_there()
    {
        _fixture.Open(_fixture.Ticket(1000, Modality.Image, Modality.Text));
        _fixture.Add(_fixture.Encoded(Modality.Text));
        _fixture.Ready().ShouldBeEmpty();

        _fixture.Add(_fixture.Encoded(Modality.Image));

        var joined = _fixture.Ready().ShouldHaveSingleItem();
        joined.Degraded.ShouldBeFalse();
        joined.Encoded.Keys.ShouldBe([Modality.Text, Modality.Image], ignoreOrder: true);
    }

    [Fact]
    public void Should_join_when_the_ticket_comes_last()
    {
        _fixture.Add(_fixture.Encoded(Modality.Audio));
        _fixture.Ready().ShouldBeEmpty();

        _fixture.Open(_fixture.Ticket(1000, Modality.Audio));

        _fixture.Ready().ShouldHaveSingleItem();
    }

    [Fact]
    public void Should_not_wait_for_a_rejected_modality_nor_call_it_degraded()
    {
        _fixture.Open(_fixture.Ticket(1000, Modality.Image, Modality.Text));
        _fixture.Reject(_fixture.Rejection(Modality.Image));
        _fixture.Add(_fixture.Encoded(Modality.Text));

        var joined = _fixture.Ready().ShouldHaveSingleItem();
        joined.Degraded.ShouldBeFalse();
        var image = joined.Results(_ => 1).Single(result => result.Modality == Modality.Image);
        image.Status.ShouldBe(ModalityStatus.Rejected);
        image.Reason.ShouldBe("not a picture");
    }

    [Fact]
    public void Should_pass_on_why_an_encoder_refused_and_how_fit_a_medium_was()
    {
        var quality = new MediaQuality { SpeechShare = 0.1, Warnings = [QualityWarning.LittleSpeech] };
        _fixture.Open(_fixture.Ticket(1000, Modality.Image, Modality.Audio));
        _fixture.Reject(_fixture.Rejection(Modality.Image, RejectionCode.Overloaded) with { RetryAfterMs = 250 });
        _fixture.Add(_fixture.Encoded(Modality.Audio) with { Quality = quality });

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
        _fixture.Open(_fixture.Ticket(1000, Modality.Image, Modality.Text));
        _fixture.Reject(_fixture.Rejection(Modality.Image, code));
        _fixture.Add(_fixture.Encoded(Modality.Text));

        var joined = _fixture.Ready().ShouldHaveSingleItem();
        joined.Degraded.ShouldBeTrue();
        joined.Results(_ => 1).Single(result => result.Modality == Modality.Image).Status.ShouldBe(ModalityStatus.Missing);
    }

    [Fact]
    public void Should_acknowledge_only_what_has_been_published()
    {
        var ticket = _fixture.Open(_fixture.Ticket(1000, Modality.Text));
        var text = _fixture.Add(_fixture.Encoded(Modality.Text));
        _fixture.Ready().ShouldHaveSingleItem();
        (ticket.IsAcknowledged || text.IsAcknowledged).ShouldBeFalse();

        _fixture.Table.Acknowledge(_fixture.Id);

        (ticket.IsAcknowledged && text.IsAcknowledged).ShouldBeTrue();
    }

    [Fact]
    public void Should_acknowledge_the_ticket_and_its_repetitions_before_its_modalities()
    {
        List<string> order = [];
        _fixture.Table.Take(_fixture.Encoded(Modality.Text), new HeldDelivery(acknowledged: () => order.Add("text")));
        _fixture.Table.Take(_fixture.Ticket(1000, Modality.Text), new HeldDelivery(acknowledged: () => order.Add("ticket")));

        _fixture.Table.Take(_fixture.Ticket(1000, Modality.Text), new HeldDelivery(acknowledged: () => order.Add("ticket")));

        _fixture.Table.Acknowledge(_fixture.Id);

        order.ShouldBe(["ticket", "ticket", "text"]);
    }

    [Fact]
    public void Should_hold_repetitions_until_the_outcome_is_published()
    {
        _fixture.Open(_fixture.Ticket(1000, Modality.Text));
        _fixture.Add(_fixture.Encoded(Modality.Text));
        HeldDelivery[] repetitions = [_fixture.Open(_fixture.Ticket(1000, Modality.Text)), _fixture.Add(_fixture.Encoded(Modality.Text))];
        repetitions.ShouldAllBe(delivery => !delivery.IsAcknowledged);

        _fixture.Table.Acknowledge(_fixture.Id);

        repetitions.ShouldAllBe(delivery => delivery.IsAcknowledged);
        _fixture.Ready().ShouldHaveSingleItem();
    }

    [Fact]
    public void Should_acknowledge_a_late_modality_at_once()
    {
        _fixture.Open(_fixture.Ticket(1000, Modality.Text));
        _fixture.Add(_fixture.Encoded(Modality.Text));
        _fixture.Table.Acknowledge(_fixture.Id);

        _fixture.Add(_fixture.Encoded(Modality.Text)).IsAcknowledged.ShouldBeTrue();
        _fixture.Table.OpenJoins.ShouldBe(0);
    }

    public void Dispose() => _fixture.Dispose();
}
