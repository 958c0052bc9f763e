using Mmei.Contracts.Media;
using Mmei.Hosting.Admission;

namespace Mmei.Encoders.Serving;

/// <summary>Encodes one kind of input.</summary>
public interface IEncoder<in TInput, TResult>
{
    /// <summary>The model in force, as name@version.</summary>
    string Model { get; }

    /// <summary>Encodes one input.</summary>
    /// <param name="input">What was sent.</param>
    /// <param name="patience">How long the result is of use.</param>
    /// <param name="cancellationToken">Cancelled when the result is no longer wanted.</param>
    /// <exception cref="MediaRejectedException">The input cannot be encoded as it is.</exception>
    /// <exception cref="OverloadedException">Too many inputs are inside, or it would come too late.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before the model ran.</exception>
    Task<Encoded<TResult>> EncodeAsync(TInput input, TimeSpan patience, CancellationToken cancellationToken);
}
