namespace Mmei.Contracts.Taxonomy;

/// <summary>Facts about <see cref="Modality"/>.</summary>
public static class Modalities
{
    /// <summary>The modality's name in requests, answers, metrics and manifests.</summary>
    public static string Name(this Modality modality) => modality switch
    {
        Modality.Image => "image",
        Modality.Audio => "audio",
        Modality.Text => "text",
        _ => throw new ArgumentOutOfRangeException(nameof(modality), modality, null),
    };
}
