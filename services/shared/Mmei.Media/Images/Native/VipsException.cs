namespace Mmei.Media.Native;

/// <summary>libvips could not do what was asked.</summary>
internal sealed class VipsException(string message) : Exception(message);
