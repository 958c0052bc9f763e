using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;

namespace Mmei.Gateway.Observe;

/// <summary>What of an observation goes to encoders, and what was decided at the edge.</summary>
internal sealed record ScreenedModalities
{
    public string? Text { get; init; }

    public byte[]? Image { get; init; }

    public byte[]? Audio { get; init; }

    public required IReadOnlyList<ModalityResult> Settled { get; init; }

    public IReadOnlyList<Modality> Expected =>
    [
        .. Image is null ? Array.Empty<Modality>() : [Modality.Image],
        .. Audio is null ? Array.Empty<Modality>() : [Modality.Audio],
        .. Text is null ? Array.Empty<Modality>() : [Modality.Text],
    ];
}
