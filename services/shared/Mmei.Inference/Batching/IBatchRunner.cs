namespace Mmei.Inference;

/// <summary>Runs a model on several inputs at once. Called from one thread at a time.</summary>
public interface IBatchRunner<TItem, TResult>
{
    /// <summary>How long an input is, in whatever unit padding costs (tokens, samples, pixels).</summary>
    int Length(TItem item);

    /// <summary>One result for each of <paramref name="items"/>, in their order.</summary>
    IReadOnlyList<TResult> Run(IReadOnlyList<TItem> items);
}
