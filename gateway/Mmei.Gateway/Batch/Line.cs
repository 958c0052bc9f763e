namespace Mmei.Gateway.Batch;

/// <summary>A line of a body.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Text">Its bytes; null where it is longer than may be.</param>
internal sealed record Line(int Number, byte[]? Text);
