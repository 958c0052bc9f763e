namespace Mmei.Encoders.Batching;

/// <summary>The result of one input, and what its batch was like.</summary>
/// <param name="Result">What the model made of the input.</param>
/// <param name="Queued">From admission to the start of its batch.</param>
/// <param name="Inferred">The run of its batch.</param>
/// <param name="Read">Making its result of the model's output.</param>
/// <param name="BatchSize">Inputs in its batch.</param>
public sealed record Batched<TResult>(TResult Result, TimeSpan Queued, TimeSpan Inferred, TimeSpan Read, int BatchSize);
