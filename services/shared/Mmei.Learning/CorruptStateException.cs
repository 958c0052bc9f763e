namespace Mmei.Learning;

/// <summary>Stored bytes are not a whole, unaltered state of the expected kind. The last good state has to be used instead.</summary>
public sealed class CorruptStateException(string reason) : Exception($"The stored state cannot be used: it {reason}.");
