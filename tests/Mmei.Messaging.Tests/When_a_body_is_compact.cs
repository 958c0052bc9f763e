using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Options;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Messaging.Bodies;

namespace Mmei.Messaging.Tests;

public sealed class When_a_body_is_compact
{
    private static readonly BodySeal Seal = new(Options.Create(new BusOptions()));
    private static readonly DateTime Sent = new DateTime(2026, 11, 23, 22, 10, 0, DateTimeKind.Utc).AddTicks(1_234_567);

    private static readonly Gen<string> Text =
        Gen.Elements("", "a", "tränen 😢", "\"\\\n", "\0", "\u2028</script>", "null").ArrayOf().Select(string.Concat);

    private static readonly Gen<byte[]> Bytes = Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf();

    [Fact]
    public void Should_come_back_as_it_was_sent() => Hold(Messages(), message =>
    {
        var (read, sentTime) = MessageBodies.Read<object>(ContentTypeOf(message), CompactBody.Write(message, Sent), Seal);
        return read.GetType() == message.GetType() && sentTime == Sent && Written(read) == Written(message);
    });

    [Fact]
    public void Should_have_a_generator_for_every_message_that_goes_in_it() =>
        Messages().Sample(200).Select(message => message.GetType()).Distinct().ShouldBe(CompactBody.All, ignoreOrder: true);

    [Fact]
    public void Should_carry_bytes_as_they_are()
    {
        var media = Enumerable.Range(0, 100_000).Select(value => (byte)value).ToArray();

        var body = CompactBody.Write(Picture(media), Sent);

        body.AsSpan().EndsWith(media).ShouldBeTrue();
        body.Length.ShouldBeLessThan(media.Length + 200);
    }

    [Fact]
    public void Should_be_unreadable_and_nothing_else_wherever_it_is_cut_or_changed() =>
        Hold(
            from message in Messages()
            from at in Gen.Choose(0, 400)
            from value in Gen.Choose(0, 255)
            from cut in Gen
                .Elements(true, false)
            select (message, at, value, cut),
            change =>
        {
            var body = CompactBody.Write(change.message, Sent);
            var at = change.at % body.Length;
            body[at] = (byte)change.value;
            return ReadsOrIsUnreadable(ContentTypeOf(change.message), change.cut ? body[..at] : body);
        });

    [Fact]
    public void Should_be_unreadable_and_nothing_else_when_it_is_arbitrary() =>
        Hold(from body in Bytes from type in Gen.Elements(CompactBody.All.ToArray()) select (body, type), arbitrary =>
            ReadsOrIsUnreadable(CompactBody.ContentTypePrefix + arbitrary.type.Name, arbitrary.body)
                && ReadsOrIsUnreadable(null, arbitrary.body));

    [Theory]
    [InlineData("application/vnd.mmei.v1.")]
    [InlineData("application/vnd.mmei.v1.DecisionMade")]
    [InlineData("application/octet-stream")]
    [InlineData(null)]
    public void Should_be_unreadable_under_the_name_of_anything_else(string? contentType) =>
        Should.Throw<UnreadableMessageException>(
            () => MessageBodies.Read<object>(contentType, CompactBody.Write(Picture([1]), Sent), Seal));

    [Fact]
    public void Should_not_be_taken_by_a_queue_of_other_messages() =>
        Should.Throw<UnreadableMessageException>(
            () => MessageBodies.Read<EncodeText>(ContentTypeOf(Picture([1])), CompactBody.Write(Picture([1]), Sent), Seal));

    [Fact]
    public void Should_be_unreadable_where_something_is_missing()
    {
        var body = CompactBody.Write(Rejection("tt"), Sent);
        var withoutTenant = Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(body).Replace("\"tt\"", "null", StringComparison.Ordinal));

        Should.Throw<UnreadableMessageException>(
            () => MessageBodies.Read<object>($"{CompactBody.ContentTypePrefix}{nameof(EncodeText)}", body, Seal));
        Should.Throw<UnreadableMessageException>(() => MessageBodies.Read<object>(ContentTypeOf(Rejection("tt")), withoutTenant, Seal));
    }

    private static bool ReadsOrIsUnreadable(string? contentType, byte[] body)
    {
        try
        {
            MessageBodies.Read<object>(contentType, body, Seal);
            return true;
        }
        catch (UnreadableMessageException)
        {
            return true;
        }
    }

    private static void Hold<T>(Gen<T> inputs, Func<T, bool> property) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(400), Prop.ForAll(inputs.ToArbitrary(), property));

    private static string ContentTypeOf(object message) => CompactBody.ContentTypePrefix + message.GetType().Name;

    /// <summary>Records of arrays are equal only as they are written down.</summary>
    private static string Written(object message) => JsonSerializer.Serialize(message, message.GetType());

    private static EncodeImage Picture(byte[] media) =>
        new() { ObservationId = Guid.Empty, TenantId = "t", Shard = 0, BudgetMs = 1, Media = media };

    private static ModalityRejected Rejection(string tenant) =>
        new() { ObservationId = Guid.Empty, TenantId = tenant, Modality = Modality.Image, Code = RejectionCode.Empty, Reason = "r" };

    private static Gen<object> Messages() => Gen.OneOf(Commands(), Tickets(), Encodings(), Rejections());

    private static Gen<object> Commands() =>
        from id in ArbMap.Default.GeneratorFor<Guid>()
        from tenant in Text
        from shard in Gen.Choose(0, 255)
        from budget in Gen.Choose(int.MinValue, int.MaxValue)
        from media in Bytes
        from said in Text
        from command in Gen.Elements<object>(
            new EncodeImage { ObservationId = id, TenantId = tenant, Shard = shard, BudgetMs = budget, Media = media },
            new EncodeAudio { ObservationId = id, TenantId = tenant, Shard = shard, BudgetMs = budget, Media = media },
            new EncodeText { ObservationId = id, TenantId = tenant, Shard = shard, BudgetMs = budget, Text = said })
        select command;

    private static Gen<object> Tickets() =>
        from id in ArbMap.Default.GeneratorFor<Guid>()
        from tenant in Text
        from user in Text.OrNull()
        from expected in Gen.Elements(Enum.GetValues<Modality>()).ArrayOf()
        from reason in Text.OrNull()
        from weight in Gen.Choose(0, 1_000)
        select (object)new OpenObservation
        {
            ObservationId = id,
            TenantId = tenant,
            UserId = user,
            BudgetMs = weight,
            Expected = expected,
            Settled =
                [new ModalityResult { Modality = Modality.Text, Status = ModalityStatus.Withheld, Weight = weight / 7.0, Reason = reason }],
            Options = new RecommendationOptions(),
            ReplyAddress = new Uri("exchange:mmei.gateway.1?temporary=true"),
        };

    private static Gen<object> Encodings() =>
        from id in ArbMap.Default.GeneratorFor<Guid>()
        from modality in Gen.Elements(Enum.GetValues<Modality>())
        from data in Bytes
        from wish in Bytes.OrNull()
        from model in Text
        from took in Gen.Choose(0, 1_000_000)
        from warnings in Gen.Elements(Enum.GetValues<QualityWarning>()).ArrayOf()
        select (object)new ModalityEncoded
        {
            ObservationId = id,
            TenantId = "t",
            Modality = modality,
            Tokens = new EncodedTensor { Rows = 1, Columns = data.Length, Data = data },
            Wish = wish is null ? null : new EncodedTensor { Rows = 1, Columns = wish.Length, Data = wish },
            Model = model,
            Timings = new EncodeTimings { PreprocessMs = took / 3.0, QueueMs = took, InferMs = 0.1, TotalMs = took * 1.1 },
            Quality = warnings.Length == 0 ? null : new MediaQuality { Blur = took / 1e6, Warnings = warnings },
        };

    private static Gen<object> Rejections() =>
        from tenant in Text
        from code in Gen.Elements(Enum.GetValues<RejectionCode>())
        from reason in Text
        from wait in ArbMap.Default.GeneratorFor<int?>()
        select (object)(Rejection(tenant) with { Code = code, Reason = reason, RetryAfterMs = wait });
}
