using System.Diagnostics;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;

namespace Mmei.Fusion.Join;

/// <summary>A join that is over: of everything expected it is known what became of it, or its time is up. Immutable.</summary>
/// <param name="Shard">The shard that its messages came from.</param>
/// <param name="Encoded">The modalities that arrived, at most one each.</param>
/// <param name="Rejected">The modalities whose encoder said no.</param>
/// <param name="ReadyAt">When the join was over, as a monotonic timestamp.</param>
/// <param name="TicketSentAt">When the ticket was sent, by this machine's clock.</param>
/// <param name="Trace">The trace of the request that the ticket came with.</param>
internal sealed record JoinedObservation(
    int Shard,
    OpenObservation Ticket,
    IReadOnlyDictionary<Modality, ModalityEncoded> Encoded,
    IReadOnlyDictionary<Modality, ModalityRejected> Rejected,
    long ReadyAt,
    DateTimeOffset TicketSentAt,
    ActivityContext Trace = default)
{
    public Guid Id => Ticket.ObservationId;

    /// <summary>What was asked for in words; null where nothing was.</summary>
    public EncodedTensor? Wish => Encoded.GetValueOrDefault(Modality.Text)?.Wish;

    /// <summary>Whether something that was sent is not there through no fault of the person.</summary>
    public bool Degraded => Ticket.Expected.Any(modality => !Encoded.ContainsKey(modality) && !RejectedByContent(modality));

    /// <summary>For how many milliseconds somebody still waits for the answer; null: not known.</summary>
    public int? AwaitedMs(DateTimeOffset now) => Ticket.AwaitedMs - (int?)Math.Min((now - TicketSentAt).TotalMilliseconds, int.MaxValue);

    /// <summary>What became of every modality that was sent, given the weights of those used.</summary>
    public IReadOnlyList<ModalityResult> Results(Func<Modality, double> weightOf) =>
        [.. Ticket.Settled, .. Ticket.Expected.Select(modality => Result(modality, weightOf))];

    /// <summary>The same join, with every modality that arrived counted as failed by its encoder.</summary>
    public JoinedObservation WithoutEncoded(string reason) => this with
    {
        Encoded = new Dictionary<Modality, ModalityEncoded>(),
        Rejected = Encoded.Values.Select(encoded => TokenShape.Refuse(encoded, reason)).Concat(Rejected.Values)
            .ToDictionary(rejected => rejected.Modality),
    };

    private ModalityResult Result(Modality modality, Func<Modality, double> weightOf)
    {
        if (Encoded.TryGetValue(modality, out var encoded))
        {
            return new ModalityResult
            {
                Modality = modality,
                Status = ModalityStatus.Used,
                Weight = weightOf(modality),
                Model = encoded.Model,
                EncodeMs = encoded.Timings.TotalMs,
                Quality = encoded.Quality,
            };
        }

        var rejected = Rejected.GetValueOrDefault(modality);
        return new ModalityResult
        {
            Modality = modality,
            Status = RejectedByContent(modality) ? ModalityStatus.Rejected : ModalityStatus.Missing,
            Reason = rejected is null ? "It was not encoded by the deadline." : rejected.Reason,
            Code = rejected?.Code,
            RetryAfterMs = rejected?.RetryAfterMs,
        };
    }

    private bool RejectedByContent(Modality modality) =>
        Rejected.TryGetValue(modality, out var rejected) && rejected.Code is not (RejectionCode.Overloaded or RejectionCode.Failed);
}
