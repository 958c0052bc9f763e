using Mmei.Contracts.Taxonomy;

namespace Mmei.Gateway.Observe;

internal static class Modalities
{
    /// <summary>The name of a modality's field in requests and answers.</summary>
    public static string Field(this Modality modality) => modality switch
    {
        Modality.Image => "image",
        Modality.Audio => "audio",
        Modality.Text => "text",
        _ => throw new ArgumentOutOfRangeException(nameof(modality), modality, null),
    };
}
