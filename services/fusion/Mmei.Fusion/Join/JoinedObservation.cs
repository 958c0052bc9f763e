using System.Diagnostics;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Fusion.Fuse;
using Mmei.Fusion.Sessions;

namespace Mmei.Fusion.Join;

/// <summary>A join that is over: everything expected is settled, or its time is up. Immutable.</summary>
/// <param name="Parts">The modalities that arrived, at most one each.</param>
/// <param name="Rejections">The modalities whose encoder said no.</param>
/// <param name="ReadyAt">When the join was over, as a monotonic timestamp.</param>
internal sealed record JoinedObservation(
    OpenObservation Ticket,
    IReadOnlyDictionary<Modality, ModalityEncoded> Parts,
    IReadOnlyDictionary<Modality, ModalityRejected> Rejections,
    long ReadyAt)
{
    /// <summary>The trace of the request that the ticket came with.</summary>
    public ActivityContext Trace { get; init; }

    /// <summary>What came before in its session, newest first; recalled when it is fused.</summary>
    public IReadOnlyList<SessionState> Past { get; init; } = [];

    public FusionInput Input => new(Parts, Ticket.Context, Past);

    /// <summary>Whether something that was sent is not there through no fault of the person.</summary>
    public bool Degraded => Ticket.Expected.Any(modality => !Parts.ContainsKey(modality) && !RejectedByContent(modality));

    /// <summary>What became of every modality that was sent, given the fusion weights of those used.</summary>
    public IReadOnlyList<ModalityResult> Results(Func<Modality, double> weightOf) =>
        [.. Ticket.Settled, .. Ticket.Expected.Select(modality => Result(modality, weightOf))];

    /// <summary>The same join, with <paramref name="parts"/> counted as failed by their encoder.</summary>
    public JoinedObservation Without(IReadOnlyCollection<ModalityEncoded> parts, string reason) => this with
    {
        Parts = Parts.Where(entry => !parts.Contains(entry.Value)).ToDictionary(),
        Rejections = Rejections.Concat(parts.Select(part => KeyValuePair.Create(part.Modality, new ModalityRejected
        {
            ObservationId = part.ObservationId,
            TenantId = part.TenantId,
            Modality = part.Modality,
            Code = RejectionCode.Failed,
            Reason = reason,
        }))).ToDictionary(),
    };

    private ModalityResult Result(Modality modality, Func<Modality, double> weightOf)
    {
        if (Parts.TryGetValue(modality, out var part))
        {
            return new ModalityResult
            {
                Modality = modality,
                Status = ModalityStatus.Used,
                Weight = weightOf(modality),
                Model = part.Model,
                EncodeMs = part.Timings.TotalMs,
                Quality = part.Quality,
            };
        }

        return Rejections.TryGetValue(modality, out var rejection)
            ? new ModalityResult
            {
                Modality = modality,
                Status = RejectedByContent(modality) ? ModalityStatus.Rejected : ModalityStatus.Missing,
                Reason = rejection.Reason,
                Code = rejection.Code,
                RetryAfterMs = rejection.RetryAfterMs,
            }
            : new ModalityResult
            {
                Modality = modality,
                Status = ModalityStatus.Missing,
                Reason = "It was not encoded by the deadline.",
            };
    }

    private bool RejectedByContent(Modality modality) =>
        Rejections.TryGetValue(modality, out var rejection) && rejection.Code is not (RejectionCode.Overloaded or RejectionCode.Failed);
}
