using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.Tensors;
using Mmei.Contracts.V1;

namespace Mmei.Integration.Tests.Fusion;

/// <summary>An observation as gateway and encoders would send it: in any order, some messages twice, some modalities never.</summary>
/// <param name="Ticket">What is expected of it.</param>
/// <param name="Deliveries">Its messages in the order they are sent.</param>
/// <param name="Silent">The modalities that no encoder answers for.</param>
/// <param name="MadeAt">When it was made, to be sent at once.</param>
internal sealed record ScriptedObservation(
    OpenObservation Ticket, IReadOnlyList<IPartOfObservation> Deliveries, IReadOnlySet<Modality> Silent, DateTimeOffset MadeAt)
{
    private const int Width = 256;
    private const double SilentShare = 0.05;
    private const double RejectedShare = 0.05;
    private const double RepeatedShare = 0.2;

    public Guid Id => Ticket.ObservationId;

    public static ScriptedObservation Make(Random random, Uri replyAddress, int budgetMs, TimeProvider time)
    {
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        Modality[] expected = [.. Enum.GetValues<Modality>().Where(_ => random.NextDouble() < 0.8).DefaultIfEmpty(Modality.Text)];
        var silent = expected.Where(_ => random.NextDouble() < SilentShare).ToHashSet();
        var ticket = new OpenObservation
        {
            ObservationId = id,
            TenantId = "t",
            BudgetMs = budgetMs,
            Expected = expected,
            Options = new RecommendationOptions(),
            ReplyAddress = replyAddress,
        };
        List<IPartOfObservation> messages = [ticket, .. expected.Except(silent).Select(modality => Part(random, id, modality))];
        messages.AddRange(messages.Where(_ => random.NextDouble() < RepeatedShare).ToList());
        var deliveries = messages.ToArray();
        random.Shuffle(deliveries);
        return new ScriptedObservation(ticket, deliveries, silent, now);
    }

    private static IPartOfObservation Part(Random random, Guid id, Modality modality)
    {
        if (random.NextDouble() < RejectedShare)
        {
            return new ModalityRejected
            {
                ObservationId = id,
                TenantId = "t",
                Modality = modality,
                Code = RejectionCode.Undecodable,
                Reason = "broken",
            };
        }

        var rows = random.Next(1, 33);
        var tokens = Enumerable.Range(0, rows * Width).Select(_ => (float)(random.NextDouble() - 0.5)).ToArray();
        return new ModalityEncoded
        {
            ObservationId = id,
            TenantId = "t",
            Modality = modality,
            Tokens = TensorCodec.Pack(tokens, rows, Width),
            Model = "test@1",
            Timings = new EncodeTimings { PreprocessMs = 0, QueueMs = 0, InferMs = 0, TotalMs = 0 },
        };
    }
}
