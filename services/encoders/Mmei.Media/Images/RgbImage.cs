namespace Mmei.Media.Images;

/// <summary>An upright picture of 8-bit sRGB pixels.</summary>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Pixels">Width x Height x 3 bytes: red, green, blue, row after row.</param>
public sealed record RgbImage(int Width, int Height, ReadOnlyMemory<byte> Pixels);
