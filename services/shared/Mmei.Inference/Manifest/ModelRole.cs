namespace Mmei.Inference.Manifest;

/// <summary>What a model does in the platform.</summary>
public enum ModelRole
{
    Image,
    Audio,
    Text,
    Fusion,
    Content,

    /// <summary>Hears whether somebody speaks.</summary>
    Voice,

    /// <summary>Finds faces, before one is read for <see cref="Image"/>.</summary>
    Face,
}
