using Mmei.Contracts.V1;

namespace Mmei.Encoders.Serving;

/// <summary>What an encoder made of one input.</summary>
/// <param name="Result">The encoding.</param>
/// <param name="Model">The model that made it, as name@version.</param>
/// <param name="Timings">Where the time went.</param>
/// <param name="BatchSize">Inputs that shared the model run.</param>
/// <param name="Quality">How fit the medium was; null where that does not apply.</param>
public sealed record Encoded<TResult>(TResult Result, string Model, EncodeTimings Timings, int BatchSize, MediaQuality? Quality = null);
