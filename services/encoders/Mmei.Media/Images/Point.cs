namespace Mmei.Media.Images;

/// <summary>A place in a picture: from its left, and from its top.</summary>
public readonly record struct Point(double X, double Y);
