using System.Runtime.InteropServices;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.Tensors;

namespace Mmei.Fusion.Tests.Join;

public sealed class When_tokens_are_kept : IDisposable
{
    private readonly JoinFixture _fixture = new();

    [Fact]
    public void Should_not_be_those_of_the_delivered_body()
    {
        var text = _fixture.Encoded(Modality.Text);
        var expected = TensorCodec.Unpack(text.Tokens);
        _fixture.Add(text);

        MemoryMarshal.AsMemory(text.Tokens.Data).Span.Clear();
        _fixture.Open(_fixture.Ticket(1000, Modality.Text));

        TensorCodec.Unpack(_fixture.Ready().ShouldHaveSingleItem().Encoded[Modality.Text].Tokens).ShouldBe(expected);
    }

    [Fact]
    public void Should_be_kept_until_the_outcome_is_published()
    {
        _fixture.Open(_fixture.Ticket(1000, Modality.Image, Modality.Text));
        _fixture.Add(_fixture.Encoded(Modality.Image));
        _fixture.Add(_fixture.Encoded(Modality.Text));
        _fixture.Memory.Rented.ShouldBe(2);

        _fixture.Table.Acknowledge(_fixture.Id);

        _fixture.Memory.Rented.ShouldBe(0);
    }

    [Fact]
    public void Should_not_be_kept_when_they_are_repeated_or_late()
    {
        _fixture.Open(_fixture.Ticket(1000, Modality.Text));
        _fixture.Add(_fixture.Encoded(Modality.Text));
        _fixture.Add(_fixture.Encoded(Modality.Text));
        _fixture.Add(_fixture.Encoded(Modality.Image));

        _fixture.Memory.Rented.ShouldBe(1);
    }

    [Fact]
    public void Should_be_given_up_when_no_ticket_came_for_them()
    {
        _fixture.Add(_fixture.Encoded(Modality.Text));

        _fixture.Time.Advance(TimeSpan.FromSeconds(15));

        _fixture.Memory.Rented.ShouldBe(0);
    }

    [Fact]
    public void Should_be_given_up_with_a_shard_but_for_what_is_over()
    {
        _fixture.Open(_fixture.Ticket(1000, Modality.Text));
        _fixture.Add(_fixture.Encoded(Modality.Text));
        _fixture.Add(_fixture.Encoded(Modality.Text) with { ObservationId = Guid.NewGuid() });

        _ = _fixture.Table.AbandonAsync();

        _fixture.Memory.Rented.ShouldBe(1);
    }

    public void Dispose() => _fixture.Dispose();
}
