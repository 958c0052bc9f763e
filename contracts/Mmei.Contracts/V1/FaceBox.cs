namespace Mmei.Contracts.V1;

/// <summary>Where in a picture a face is, from the brows to the chin; in shares of the picture's width and height, 0 to 1.</summary>
public sealed record FaceBox
{
    /// <summary>Of the upper left corner, from the left.</summary>
    public required double X { get; init; }

    /// <summary>Of the upper left corner, from above.</summary>
    public required double Y { get; init; }

    public required double Width { get; init; }

    public required double Height { get; init; }
}
