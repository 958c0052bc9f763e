namespace Mmei.Media.Images;

/// <summary>A rectangle of a picture, in its pixels.</summary>
public readonly record struct Region(int Left, int Top, int Width, int Height);
