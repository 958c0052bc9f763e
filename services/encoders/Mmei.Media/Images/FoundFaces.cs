namespace Mmei.Media.Images;

/// <summary>A picture and the faces in it.</summary>
/// <param name="Picture">As the faces stand upright in it.</param>
/// <param name="Faces">The surest first; none where none was found.</param>
public sealed record FoundFaces(RgbImage Picture, IReadOnlyList<Face> Faces);
