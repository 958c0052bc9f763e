using Mmei.Inference.Batching;

namespace Mmei.Encoders;

/// <summary>What is particular to one kind of input under one version of its model.</summary>
public interface IEncoding<TInput, TPart, TResult> : IBatchRunner<TPart, TResult>
{
    /// <summary>From what was sent to what the model takes: one part, or several of an input that is longer than the model's own.</summary>
    /// <exception cref="InputRejectedException">The input cannot be encoded as it is.</exception>
    Task<Prepared<TPart>> PrepareAsync(TInput input, CancellationToken cancellationToken);

    /// <summary>One result for an input of several parts.</summary>
    TResult Pool(IReadOnlyList<TResult> parts);
}
