using Mmei.Contracts.Media;
using Mmei.Inference;

namespace Mmei.Encoders.Models;

/// <summary>
/// How one version of a model takes one kind of input: prepared by itself, laid beside others in a batch, read from the outputs.
/// </summary>
/// <typeparam name="TInput">What is sent.</typeparam>
/// <typeparam name="TItem">What the model takes: an input, or one window or frame of it.</typeparam>
/// <typeparam name="TResult">What the model says of it.</typeparam>
public abstract class EncoderModel<TInput, TItem, TResult>
{
    /// <summary>The longest item that the model takes; what it is warmed up with.</summary>
    public abstract TItem Largest { get; }

    /// <summary>How long an item is, in whatever unit padding costs (tokens, samples).</summary>
    public abstract int Length(TItem item);

    /// <summary>From what was sent to what the model takes: one item, or several of an input that is longer than the model's own.</summary>
    /// <exception cref="MediaRejectedException">The input cannot be encoded as it is.</exception>
    public abstract Task<Prepared<TItem>> PrepareAsync(TInput input, CancellationToken cancellationToken);

    /// <summary>Lays items side by side as the model takes them.</summary>
    public abstract void Fill(IReadOnlyList<TItem> items, IModelBuffers buffers);

    /// <summary>The result of the item at <paramref name="index"/> of the <paramref name="count"/> that shared the run.</summary>
    /// <exception cref="ModelOutputException">The outputs are not those of such a batch.</exception>
    public abstract TResult Read(ModelOutputs outputs, int index, int count);

    /// <summary>One result for an input of several items.</summary>
    public virtual TResult Mean(IReadOnlyList<TResult> results) =>
        throw new NotSupportedException($"An input of {GetType().Name} is one item.");
}
