namespace Mmei.Gateway.Idempotency;

/// <summary>Marks a call whose answer is not kept as a whole: its rows have names of their own.</summary>
internal sealed class NotIdempotent;
