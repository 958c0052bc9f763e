using System.Text;
using Microsoft.Extensions.Options;
using Mmei.Contracts.V1;
using Mmei.Messaging.Bodies;

namespace Mmei.Messaging.Tests;

/// <summary>What the broker may write down says nothing of a person.</summary>
public sealed class When_a_body_is_sealed
{
    private const string Name = nameof(EncodeText);
    private const string Words = "what a day, I just need to unwind";

    private static readonly BodySeal Seal = With("a password");
    private static readonly DateTime Sent = new(2026, 11, 27, 6, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Should_come_back_as_it_was_sent()
    {
        var (message, sent) = Read(Sealed(), With("a password"));

        (message.Text, sent).ShouldBe((Words, Sent));
    }

    [Fact]
    public void Should_hold_no_word_of_it() => Encoding.Latin1.GetString(Sealed()).ShouldNotContain("unwind");

    /// <summary>Two that are alike would tell that somebody said the same again.</summary>
    [Fact]
    public void Should_be_another_each_time() => Sealed().ShouldNotBe(Sealed());

    [Fact]
    public void Should_be_longer_by_its_salt_and_tag() => Sealed().Length.ShouldBe(Body().Length + BodySeal.Overhead);

    [Fact]
    public void Should_stay_closed_to_another_password() =>
        Should.Throw<UnreadableMessageException>(() => Read(Sealed(), With("another"))).Message.ShouldContain("Bus:Password");

    /// <summary>Services with users of their own have passwords of their own.</summary>
    [Fact]
    public void Should_open_where_another_password_of_the_bus_goes_with_the_same_for_sealing()
    {
        var body = WithBoth("mine", "ours").Seal(Name, Body());

        Read(body, WithBoth("yours", "ours")).Message.Text.ShouldBe(Words);
        Should.Throw<UnreadableMessageException>(() => Read(body, With("mine")));
    }

    [Fact]
    public void Should_stay_closed_under_another_name() =>
        Should.Throw<UnreadableMessageException>(
            () => MessageBodies.Read<object>($"{BodySeal.ContentTypePrefix}{nameof(EncodeImage)}", Sealed(), Seal));

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(40)]
    public void Should_stay_closed_where_it_was_changed(int at)
    {
        var body = Sealed();
        body[at] ^= 1;

        Should.Throw<UnreadableMessageException>(() => Read(body, Seal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(32)]
    public void Should_be_unreadable_where_it_was_cut(int length) =>
        Should.Throw<UnreadableMessageException>(() => Read(Sealed()[..length], Seal));

    private static BodySeal With(string password) => new(Options.Create(new BusOptions { Password = password }));

    private static BodySeal WithBoth(string password, string sealing) =>
        new(Options.Create(new BusOptions { Password = password, SealingPassword = sealing }));

    private static byte[] Body() => CompactBody.Write(
        new EncodeText { ObservationId = Guid.Empty, TenantId = "t", Shard = 0, BudgetMs = 1, Text = Words }, Sent);

    private static byte[] Sealed() => Seal.Seal(Name, Body());

    private static (EncodeText Message, DateTime? Sent) Read(byte[] body, BodySeal seal) =>
        MessageBodies.Read<EncodeText>(BodySeal.ContentTypePrefix + Name, body, seal);
}
